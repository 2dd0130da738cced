/// Download of files that channels announced. Channel adapters implement [pk.rahnuma.conversation.file.FileDownloader].
package pk.rahnuma.conversation.file;
