package pk.rahnuma.api.conversation;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.ThumbnailService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;

/// Returns small pictures of photos to those who may receive the photos.
@Controller(FileController.PATH)
@Tag(name = "Files")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ThumbnailController {

    /// Behind the path of a file.
    public static final String PATH_END = "/thumbnail";

    private final ChatAuthenticator authenticator;
    private final DocumentAccess access;
    private final ThumbnailService thumbnails;

    ThumbnailController(ChatAuthenticator authenticator, DocumentAccess access, ThumbnailService thumbnails) {
        this.authenticator = authenticator;
        this.access = access;
        this.thumbnails = thumbnails;
    }

    /// Returns a thumbnail. A file without one, and one of another person, is reported as not found.
    /// The key of an organisation needs the scope `applications:read`.
    ///
    /// @param id of the response to the upload
    @Get("/{id}" + PATH_END)
    @ApiResponse(
            responseCode = "200",
            description = "The thumbnail",
            content = @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")))
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    @Produces(MediaType.IMAGE_JPEG)
    HttpResponse<byte[]> readThumbnail(
            HttpRequest<?> request, @PathVariable @Schema(example = "8431202912771940127") String id) {
        Chat chat = authenticator.requireContentReader(request);
        byte[] thumbnail = Document.parseId(id)
                .flatMap(number -> access.findById(chat.conversation(), number))
                .flatMap(thumbnails::readThumbnail)
                .orElseThrow(() -> ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, null));
        return HttpResponse.ok(thumbnail)
                .header(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.FILE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
