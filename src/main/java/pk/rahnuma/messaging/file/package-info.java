/// Pending downloads, and the contract of the store for downloaded files, which the document package implements,
/// with the errors for rejected files.
package pk.rahnuma.messaging.file;
