package pk.rahnuma.api.file;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import pk.rahnuma.api.http.RequestOrigin;
import pk.rahnuma.api.idempotency.IdempotentRequests;
import pk.rahnuma.api.limit.ApiRateLimiter;
import pk.rahnuma.api.limit.StorageLimits;
import pk.rahnuma.api.problem.ApiException;
import pk.rahnuma.api.problem.ProblemDetail;
import pk.rahnuma.api.problem.SenderProblems;
import pk.rahnuma.api.response.HttpDates;
import pk.rahnuma.api.token.ChatAuthentication;
import pk.rahnuma.api.token.ChatAuthenticator;
import pk.rahnuma.api.token.RequiredScope;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.document.upload.FileUpload;
import pk.rahnuma.document.upload.FileUploadService;
import pk.rahnuma.messaging.chat.Chat;
import pk.rahnuma.organisation.key.KeyScope;

/// Receives a file in parts, so that it arrives over an interrupted connection: the protocol tus, version 1.0.0, with
/// its extensions creation, expiration and termination. The id of the upload becomes the id of the file.
@Controller(FileUploadController.PATH)
@Tag(name = "Files")
@ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
@SecurityRequirement(name = "token")
@SecurityRequirement(name = "key")
@SecurityRequirement(name = "cookie")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class FileUploadController {

    public static final String PATH = "/api/v1/conversation/uploads";

    private final ChatAuthenticator callers;
    private final RequestOrigin origin;
    private final ApiRateLimiter pace;
    private final StorageLimits storage;
    private final IdempotentRequests requests;
    private final FileUploadService uploads;
    private final UploadPartReceiver parts;
    private final DocumentService documents;
    private final Clock clock;

    FileUploadController(
            ChatAuthenticator callers,
            RequestOrigin origin,
            ApiRateLimiter pace,
            StorageLimits storage,
            IdempotentRequests requests,
            FileUploadService uploads,
            UploadPartReceiver parts,
            DocumentService documents,
            Clock clock) {
        this.callers = callers;
        this.origin = origin;
        this.pace = pace;
        this.storage = storage;
        this.requests = requests;
        this.uploads = uploads;
        this.parts = parts;
        this.documents = documents;
        this.clock = clock;
    }

    /// Begins an upload in parts.
    /// The key of an organisation needs the scope `applications:write`, here and for the other requests of an upload.
    ///
    /// @param size of the whole file, in bytes
    /// @param metadata `filename` and its value in Base64; other pairs are ignored
    @Post
    @ApiResponse(responseCode = "201", description = "The upload, in `Location`")
    @SenderProblems
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    @Produces(MediaType.ALL)
    HttpResponse<?> beginUpload(
            HttpRequest<?> request,
            @Nullable @Header("Upload-Length") @Schema(example = "734210") String size,
            @Nullable @Header("Upload-Metadata") @Schema(example = "filename Y2FyZC5qcGc=") String metadata) {
        Chat chat = callers.requireChat(request);
        TusHeaders.checkVersion(request);
        int bytes = TusHeaders.readSize(size);
        String name = TusHeaders.readName(metadata);
        storage.checkFiles();
        pace.checkUpload(chat.address(), origin.clientAddress(request));
        byte[] content = (bytes + " " + metadata).getBytes(StandardCharsets.UTF_8);
        String id = requests.executeOnce(
                chat,
                request,
                content,
                String.class,
                () -> Long.toString(uploads.beginUpload(chat.conversation(), name, bytes, clock.instant())
                        .id()));
        MutableHttpResponse<?> response = HttpResponse.created(URI.create(PATH + "/" + id));
        return find(chat, id)
                .<MutableHttpResponse<?>>map(upload -> describe(response, upload))
                .orElseGet(() -> TusHeaders.forbidStorage(response));
    }

    /// Returns the number of bytes that have arrived. `Upload-Offset` has it; it is equal to `Upload-Length` once the
    /// file is stored.
    ///
    /// @param id last part of `Location`
    @Head("/{id}")
    @ApiResponse(responseCode = "200", description = "The state of the upload, in its headers", content = @Content)
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthenticated")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    @Produces(MediaType.ALL)
    HttpResponse<?> showUpload(
            HttpRequest<?> request, @PathVariable @Schema(example = "8431202912771940127") String id) {
        Chat chat = callers.requireChat(request);
        TusHeaders.checkVersion(request);
        callers.checkRate(chat, request);
        Optional<FileUpload> upload = find(chat, id);
        if (upload.isPresent()) {
            return describe(HttpResponse.ok(), upload.get());
        }
        Document file = Document.parseId(id)
                .flatMap(number -> documents.findById(chat.conversation(), number))
                .orElseThrow(FileUploadController::unknown);
        String size = Integer.toString(file.size());
        return TusHeaders.forbidStorage(HttpResponse.ok())
                .header(TusHeaders.OFFSET, size)
                .header(TusHeaders.LENGTH, size);
    }

    /// Receives the next part of a file, of any length, and keeps what arrives of it. The last part stores the file,
    /// whose id is that of the upload: send it as with `files`.
    ///
    /// @param id last part of `Location`
    /// @param offset number of bytes that arrived before
    @Patch("/{id}")
    @Consumes(MediaType.ALL)
    @RequestBody(
            content =
                    @Content(
                            mediaType = "application/offset+octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "204", description = "The part is stored; `Upload-Offset` is where the next begins")
    @SenderProblems
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/WrongOffset")
    @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
    @ApiResponse(responseCode = "415", ref = "#/components/responses/WrongContentType")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/InvalidFile")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    @Produces(MediaType.ALL)
    HttpResponse<?> appendPart(
            HttpRequest<?> request,
            @PathVariable @Schema(example = "8431202912771940127") String id,
            @Nullable @Header("Upload-Offset") @Schema(example = "0") String offset,
            @Parameter(hidden = true) @Nullable @Body InputStream body)
            throws IOException {
        try (InputStream part = body == null ? InputStream.nullInputStream() : body) {
            Chat chat = callers.requireChat(request);
            TusHeaders.checkVersion(request);
            TusHeaders.checkPartType(request);
            FileUpload upload = find(chat, id).orElseThrow(FileUploadController::unknown);
            if (TusHeaders.readOffset(offset) != upload.received()) {
                throw TusHeaders.wrongOffset();
            }
            storage.checkFiles();
            callers.checkRate(chat, request);
            int received = parts.receivePart(upload, part, chat.address(), origin.clientAddress(request));
            return describe(HttpResponse.noContent(), upload, received);
        }
    }

    /// Ends an upload, and deletes what has arrived. A complete file stays.
    ///
    /// @param id last part of `Location`
    @Delete("/{id}")
    @ApiResponse(responseCode = "204", description = "Deleted")
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthenticated")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @RequiredScope(KeyScope.APPLICATIONS_WRITE)
    @Produces(MediaType.ALL)
    HttpResponse<?> deleteUpload(
            HttpRequest<?> request, @PathVariable @Schema(example = "8431202912771940127") String id) {
        Chat chat = callers.requireReader(request);
        uploads.deleteUpload(find(chat, id).orElseThrow(FileUploadController::unknown));
        return TusHeaders.forbidStorage(HttpResponse.noContent());
    }

    private Optional<FileUpload> find(Chat chat, String id) {
        return Document.parseId(id).flatMap(number -> uploads.findUpload(chat.conversation(), number, clock.instant()));
    }

    private static MutableHttpResponse<?> describe(MutableHttpResponse<?> response, FileUpload upload) {
        return describe(response, upload, upload.received());
    }

    /// Adds the state of an upload. One that is complete does not expire.
    private static MutableHttpResponse<?> describe(MutableHttpResponse<?> response, FileUpload upload, int received) {
        TusHeaders.forbidStorage(response)
                .header(TusHeaders.OFFSET, Integer.toString(received))
                .header(TusHeaders.LENGTH, Integer.toString(upload.size()));
        return received == upload.size()
                ? response
                : response.header(TusHeaders.EXPIRES, HttpDates.formatDate(upload.expiry()));
    }

    private static ApiException unknown() {
        return ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "There is no such upload: begin another.");
    }
}
