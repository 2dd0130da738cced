package pk.rahnuma.document;

/// A thumbnail on a contact sheet.
///
/// @param number shown beside it, by which the text names it
/// @param jpeg from a [PictureInspection]
public record NumberedThumbnail(int number, byte[] jpeg) {}
