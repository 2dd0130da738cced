package pk.rahnuma.console.ticket;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.IOException;
import pk.rahnuma.console.DocumentResponseFactory;
import pk.rahnuma.console.PermissionNames;
import pk.rahnuma.document.DocumentType;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;

/// Shows a PDF to the member of staff who is about to send it: the page may not embed a PDF.
@Controller(value = "/desk/tickets/{typed}", consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FilePreviewController {

    private final DocumentResponseFactory documentResponses;

    FilePreviewController(DocumentResponseFactory documentResponses) {
        this.documentResponses = documentResponses;
    }

    /// Renders the first page. The body is the file alone; it is not stored. 422 when it cannot be rendered.
    @BodyLimit(BodySize.BUFFERED_FILE)
    @Post("/file/preview")
    @Secured(PermissionNames.ANSWER_TICKETS)
    HttpResponse<?> preview(@PathVariable String typed, @Nullable @Body byte[] body) {
        if (body == null || body.length == 0 || body.length > DocumentType.MAX_FILE_BYTES) {
            return HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            return documentResponses.preview(body);
        } catch (IOException e) {
            return HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }
}
