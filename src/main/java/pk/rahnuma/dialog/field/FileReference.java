package pk.rahnuma.dialog.field;

import java.util.List;

/// A file as a door announces it; its bytes stay outside the engine.
///
/// @param id the handle to the bytes
/// @param name the file's name, or null (a photo has none)
/// @param mediaType as announced, or null; not to be trusted
/// @param size in bytes, or 0 when unknown
/// @param away whether the bytes are still elsewhere, so that the host has to fetch them
/// @param album what files that were sent together have in common, or null
/// @param rows what stands in a table that is at hand, a text for each row; null for all else
/// @param flaw what makes a picture useless as a photo of a paper, as a code of the field type `file`; null for none
/// @param alike handles to what the same sender has that shows the same picture, itself included; null for none
public record FileReference(
        String id,
        String name,
        String mediaType,
        long size,
        boolean away,
        String album,
        List<String> rows,
        String flaw,
        List<String> alike) {

    /// One that is at hand.
    public FileReference(String id, String name, String mediaType, long size) {
        this(id, name, mediaType, size, false, null, null, null, null);
    }

    /// One that is no table, or not known as one yet.
    public FileReference(String id, String name, String mediaType, long size, boolean away, String album) {
        this(id, name, mediaType, size, away, album, null, null, null);
    }

    /// The same, read as a table.
    public FileReference withRows(List<String> read) {
        return new FileReference(id, name, mediaType, size, away, album, read, flaw, alike);
    }

    /// The same, looked at as a picture.
    public FileReference withPicture(String found, List<String> others) {
        return new FileReference(id, name, mediaType, size, away, album, rows, found, others);
    }
}
