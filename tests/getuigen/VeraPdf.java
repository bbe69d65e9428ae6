import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates PDF files with veraPDF, many in one run.
 * Arguments: profiles separated by commas ("ua1,2a"), then paths.
 * Output, tab-separated: "ok|fout|stuk", profile, path; under "fout" one line per broken rule: "regel", clause-test, times, message, place.
 */
public class VeraPdf {
    public static void main(String[] argumenten) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream uit = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = 1; i < argumenten.length; i++) {
            for (String profiel : argumenten[0].split(",")) {
                beoordeel(uit, argumenten[i], profiel);
            }
        }
    }

    static void beoordeel(PrintStream uit, String pad, String profiel) {
        PDFAFlavour smaak = PDFAFlavour.fromString(profiel);
        if (smaak == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("onbekend profiel " + profiel);
        }
        try (PDFAParser lezer = Foundries.defaultInstance().createParser(new File(pad), smaak);
                PDFAValidator keurder = Foundries.defaultInstance().createValidator(smaak, 100, false, true, false)) {
            ValidationResult uitslag = keurder.validate(lezer);
            uit.println((uitslag.isCompliant() ? "ok" : "fout") + "\t" + profiel + "\t" + pad);
            Map<org.verapdf.pdfa.validation.profiles.RuleId, Integer> aantallen = uitslag.getFailedChecks();
            for (var regel : aantallen.entrySet()) {
                TestAssertion eerste = eerste(uitslag.getTestAssertions(), regel.getKey());
                uit.println("regel\t" + regel.getKey().getClause() + "-" + regel.getKey().getTestNumber() + "\t" + regel.getValue()
                        + "\t" + plat(eerste == null ? "" : eerste.getMessage())
                        + "\t" + plat(eerste == null ? "" : eerste.getLocation().getContext()));
            }
        } catch (Exception fout) {
            uit.println("stuk\t" + profiel + "\t" + pad);
            uit.println("regel\t-\t1\t" + plat(fout.toString()) + "\t");
        }
    }

    static TestAssertion eerste(List<TestAssertion> beweringen, org.verapdf.pdfa.validation.profiles.RuleId regel) {
        return beweringen.stream().filter(b -> b.getRuleId().equals(regel)).findFirst().orElse(null);
    }

    static String plat(String tekst) {
        return tekst == null ? "" : tekst.replaceAll("\\s+", " ");
    }
}
