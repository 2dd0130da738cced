/// Documents: files that people send as answers, as photos, scans and letters.
///
///     Document card = documents.keep(SubjectEncryptionService.newId(), person, "card.jpg", bytes, now); // or throws
/// FileRejectedException
///     documents.open(card).transferTo(out);
///
/// A file is judged by its content, never by its name or by what it says it is
/// ([pk.rahnuma.document.inspection.FileTypeDetector]): JPEG, PNG or PDF, whole, not encrypted, of at most 5 MB.
/// Judging needs the whole file, so that it is in memory once, and bounded, before any of it is kept: what is refused
/// was never on a disk.
///
/// Parsing runs on threads of its own ([pk.rahnuma.document.inspection.FileParsingService]); pictures and PDF files are
/// unpacked by another process ([pk.rahnuma.document.render.RenderProcess]), to look at them and to draw them for
/// staff.
///
/// It lies in the database, in sealed chunks ([pk.rahnuma.document.DocumentRepository]): so several nodes and one
/// backup suffice. What somebody sent and never handed in is deleted after a while
/// ([pk.rahnuma.document.DocumentDataHandler]).
package pk.rahnuma.document;
