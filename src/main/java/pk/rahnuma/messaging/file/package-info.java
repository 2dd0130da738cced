/// Pending downloads, and the contract of the store for downloaded files, which the document package implements.
package pk.rahnuma.messaging.file;
