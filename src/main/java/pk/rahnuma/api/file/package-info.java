/// Upload and download of files, and the export of a person's data. [UploadReader] limits the memory of uploads.
@NullMarked
package pk.rahnuma.api.file;

import io.micronaut.core.annotation.NullMarked;
