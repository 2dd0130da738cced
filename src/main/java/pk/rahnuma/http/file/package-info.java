/// Files in requests and responses: uploads, their limits of memory and space, and their storage; tables in CSV and
/// XLSX and the copy of a person's data, made while they are sent.
package pk.rahnuma.http.file;
