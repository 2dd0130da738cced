package pk.rahnuma.api.conversation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentAccess;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.ContentSecurityPolicy;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.http.caller.RequiredScope;
import pk.rahnuma.http.file.FileReceiver;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.KeyScope;

/// Stores uploaded files, which a message then names by id, and returns them to their owner.
@Controller(FileController.PATH)
@Tag(name = "Files")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class FileController {

    public static final String PATH = "/api/v1/conversation/files";

    private final ChatAuthenticator authenticator;
    private final FileReceiver receiver;
    private final DocumentService documents;
    private final DocumentAccess access;

    FileController(
            ChatAuthenticator authenticator, FileReceiver receiver, DocumentService documents, DocumentAccess access) {
        this.authenticator = authenticator;
        this.receiver = receiver;
        this.documents = documents;
        this.access = access;
    }

    /// Checks and stores a file completely, or not at all. The body is the file alone, whose declared media type is
    /// ignored, or a form with one file (`multipart/form-data`).
    /// The key of an organisation needs the scope `applications:write`.
    ///
    /// @param name file name on the device; of a form, instead of the name in it
    @BodyLimit(BodySize.FILE)
    @Post
    @Consumes(MediaType.ALL)
    @RequestBody(
            content = {
                @Content(mediaType = "multipart/form-data", schema = @Schema(ref = "#/components/schemas/FileInput")),
                @Content(mediaType = "application/octet-stream", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "201",
            description = "The stored file",
            content = @Content(schema = @Schema(implementation = UploadedFileResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/InvalidFile")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    HttpResponse<UploadedFileResponse> uploadFile(
            HttpRequest<?> request,
            @Nullable @QueryValue @Schema(example = "card.jpg") String name,
            @Parameter(hidden = true) @Nullable @Body InputStream body)
            throws IOException {
        // Closed in every case: otherwise the server's buffers keep unread bytes.
        try (InputStream file = body == null ? InputStream.nullInputStream() : body) {
            Document kept = receiver.receiveFile(request, authenticator.requireChat(request), name, file);
            return HttpResponse.created(UploadedFileResponse.fromDocument(kept))
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.LOCATION, PATH + "/" + kept.id())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    /// Returns a file as an attachment, never as a page of this origin. A file of another person is reported as not
    /// found. The key of an organisation needs the scope `applications:read`.
    ///
    /// @param id of the response to the upload
    @Get("/{id}")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
    @ReaderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_READ)
    HttpResponse<?> downloadFile(
            HttpRequest<?> request, @PathVariable @Schema(example = "8431202912771940127") String id) {
        Chat chat = authenticator.requireContentReader(request);
        Document document = Document.parseId(id)
                .flatMap(number -> access.findById(chat.conversation(), number))
                .orElseThrow(() -> ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, null));
        StreamedFile file = new StreamedFile(
                documents.openContent(document),
                MediaType.of(document.kind().mediaType()),
                document.received().toEpochMilli(),
                document.size());
        String name =
                URLEncoder.encode(document.fileName(), StandardCharsets.UTF_8).replace("+", "%20");
        return HttpResponse.ok(file)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + name)
                .header(ContentSecurityPolicy.HEADER, ContentSecurityPolicy.FILE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
