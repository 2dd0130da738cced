/// Files that the desk makes while it sends them: tables in CSV and XLSX, and the copy of a person's data.
@NullMarked
package pk.rahnuma.http.download;

import io.micronaut.core.annotation.NullMarked;
