"""Text without a schema: Markdown, plain text, Word and OpenDocument become a tree here, and a tree becomes Markdown."""
