/// Documents: files that people send as answers, such as photos, scans and letters.
///
///     Document card = documents.saveDocument(SubjectEncryptionService.newId(), person, "card.jpg", bytes, now);
///     documents.openContent(card).transferTo(out);
///
/// A file is judged by its content, never by its name or its declared type
/// ([pk.rahnuma.document.FileTypeDetector]): JPEG, PNG or PDF, complete, not encrypted, of at most 5 MB. A
/// voice message (Opus in Ogg) is stored only when a channel brings it, for staff. The inspection needs the whole file
/// in memory once; a rejected file is never on a disk.
///
/// Parsing runs on threads of its own ([pk.rahnuma.document.FileParsingService]); pictures and PDF files are
/// unpacked by another process ([pk.rahnuma.document.RenderProcess]), to inspect them and to draw them for
/// staff.
///
/// Documents are stored in the database, in sealed chunks ([DocumentService]), so that several
/// nodes share them and one backup has everything. Documents that were never submitted are deleted after a while
/// ([DocumentDataHandler]). Other packages use [DocumentService] and
/// [DocumentRenderService].
package pk.rahnuma.document;
