/// Inspection of files from outside: type, completeness, tables of addresses. Every parser runs with limits on size,
/// time and memory. Used by `document` alone.
package pk.rahnuma.document.inspection;
