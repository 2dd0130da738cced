/// Types, names and inspection of files, and their drawing. [FileInspectionService] judges a file by its content
/// ([FileTypeDetector]); parsing runs on threads of its own ([FileParsingService]); [RenderProcess] is the other
/// process that unpacks pictures and PDF files, with limits on memory and time.
package pk.rahnuma.document.file;
