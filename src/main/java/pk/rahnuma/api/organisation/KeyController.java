package pk.rahnuma.api.organisation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import pk.rahnuma.desk.OrganisationMemberService;
import pk.rahnuma.desk.PersonActionInvoker;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.EntityTags;
import pk.rahnuma.http.IdempotentRequests;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.ReaderProblems;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.http.UncachedResponse;
import pk.rahnuma.http.caller.ChatAuthentication;
import pk.rahnuma.http.caller.ChatAuthenticator;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.MemberCodes;
import pk.rahnuma.organisation.OrganisationKey.IssuedKey;
import pk.rahnuma.organisation.OrganisationKeyException;
import pk.rahnuma.organisation.OrganisationKeyService;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Keys by which programs work for an organisation, for its owners on a device that is signed in.
@Controller("/api/v1/organisations/{id}/keys")
@Tag(name = "Organisations")
@SecurityRequirement(name = "token")
@Secured(ChatAuthentication.ROLE)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyController {

    private final ChatAuthenticator authenticator;
    private final IdempotentRequests requests;
    private final PersonActionInvoker actions;
    private final OrganisationMemberService organisations;
    private final OrganisationKeyService keys;
    private final MemberCodes codes;
    private final Clock clock;

    KeyController(
            ChatAuthenticator authenticator,
            IdempotentRequests requests,
            PersonActionInvoker actions,
            OrganisationMemberService organisations,
            OrganisationKeyService keys,
            MemberCodes codes,
            Clock clock) {
        this.authenticator = authenticator;
        this.requests = requests;
        this.actions = actions;
        this.organisations = organisations;
        this.keys = keys;
        this.codes = codes;
        this.clock = clock;
    }

    /// All keys of an organisation.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "KeyListResponse", example = "{\"keys\": [" + KeyResponse.EXAMPLE + "]}")
    record KeyListResponse(List<KeyResponse> keys) {}

    /// A key with its secret, which is shown only here.
    ///
    /// @param secret to be sent in `Authorization: Bearer`
    @Schema(
            name = "IssuedKeyResponse",
            example = "{\"secret\": \"rk_4fTzW0bXhYk2nq8sDvL3mCeR7uJpA9gHiQ5tZxKoBwE6yFaVNSd1c\", \"key\": "
                    + KeyResponse.EXAMPLE + "}")
    record IssuedKeyResponse(
            @Schema(example = "rk_4fTzW0bXhYk2nq8sDvL3mCeR7uJpA9gHiQ5tZxKoBwE6yFaVNSd1c")
            String secret,

            KeyResponse key) {}

    /// Lists the keys of an organisation, the newest first; at most 10. Owners only, on a device that is signed in.
    @Get
    @ApiResponse(responseCode = "200", description = "The keys")
    @ApiResponse(responseCode = "304", ref = "#/components/responses/NotModified")
    @ReaderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    HttpResponse<KeyListResponse> listKeys(HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id) {
        Chat chat = authenticator.requireSignedInReader(request);
        return UncachedResponse.ofTaggedJson(
                request, change(chat, request, id, null, KeyListResponse.class, () -> readKeys(chat, id)));
    }

    /// Makes a key. Its secret is shown only here, and to a repeat of this request. The members hear of it. Owners
    /// only, on a device that is signed in.
    @Post
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = KeyRequestReader.NewKeyRequest.class)))
    @ApiResponse(
            responseCode = "201",
            description = "The key",
            content = @Content(schema = @Schema(implementation = IssuedKeyResponse.class)))
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<IssuedKeyResponse> createKey(
            HttpRequest<?> request, @Schema(example = "s28pyorxpy9n") String id, @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSignedInSender(request);
        Instant now = clock.instant();
        OrganisationKeyService.NewKey wanted = KeyRequestReader.readNewKey(body, now);
        IssuedKeyResponse issued = change(
                chat,
                request,
                id,
                body,
                IssuedKeyResponse.class,
                () -> toResponse(keys.createKey(chat.conversation(), id, wanted, now), now));
        return UncachedResponse.ofJson(issued)
                .status(HttpStatus.CREATED)
                .header(
                        HttpHeaders.LOCATION,
                        request.getPath() + "/" + issued.key().id());
    }

    /// Gives a key another secret, which is shown only here. The present one works on for the hours of `overlap`.
    /// Owners only, on a device that is signed in.
    @Post("/{key}/rotation")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = KeyRequestReader.KeyRotationRequest.class)))
    @ApiResponse(responseCode = "200", description = "The key")
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<IssuedKeyResponse> rotateKey(
            HttpRequest<?> request,
            @Schema(example = "s28pyorxpy9n") String id,
            @Schema(example = "5381202912771940127") String key,
            @Nullable @Body byte[] body) {
        Chat chat = authenticator.requireSignedInSender(request);
        Instant now = clock.instant();
        KeyRequestReader.KeyRotation rotation = KeyRequestReader.readRotation(body, now);
        return UncachedResponse.ofJson(change(
                chat,
                request,
                id,
                body,
                IssuedKeyResponse.class,
                () -> toResponse(
                        keys.rotateKey(
                                chat.conversation(), id, parseKey(key), rotation.overlap(), rotation.expires(), now),
                        now)));
    }

    /// Removes a key: its next request is refused. Owners only, on a device that is signed in.
    @Delete("/{key}")
    @ApiResponse(responseCode = "204", description = "Removed")
    @SenderProblems
    @ApiResponse(responseCode = "403", ref = "#/components/responses/NotAllowed")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
    @ApiResponse(responseCode = "412", ref = "#/components/responses/PreconditionFailed")
    @Produces(MediaType.ALL)
    HttpResponse<?> removeKey(
            HttpRequest<?> request,
            @Schema(example = "s28pyorxpy9n") String id,
            @Schema(example = "5381202912771940127") String key) {
        Chat chat = authenticator.requireSignedInSender(request);
        change(chat, request, id, null, Void.class, () -> {
            keys.removeKey(chat.conversation(), id, parseKey(key), clock.instant());
            return null;
        });
        return HttpResponse.noContent();
    }

    private <T> T change(
            Chat chat, HttpRequest<?> request, String organisation, byte[] body, Class<T> type, Supplier<T> work) {
        try {
            return requests.executeOnce(chat, request, body, type, () -> {
                actions.lockPerson(chat);
                organisations.requireOrganisation(chat, organisation);
                EntityTags.requireMatch(request, () -> EntityTags.of(readKeys(chat, organisation)));
                return work.get();
            });
        } catch (OrganisationKeyException refused) {
            throw switch (refused.reason()) {
                case NOT_OWNER -> ApiException.ofKind(ProblemDetail.Kind.NOT_ALLOWED, "Only owners manage keys.");
                case FULL ->
                    ApiException.ofKind(
                            ProblemDetail.Kind.NOT_POSSIBLE,
                            "An organisation has at most " + OrganisationKeyService.MAX_KEYS_PER_ORGANISATION
                                    + " keys: remove one first.");
                case UNKNOWN_KEY -> unknownKey();
            };
        }
    }

    /// Reads the keys under the lock of the organisation.
    private KeyListResponse readKeys(Chat chat, String organisation) {
        Instant now = clock.instant();
        return new KeyListResponse(keys.listKeys(chat.conversation(), organisation).stream()
                .map(key -> KeyResponse.fromKey(key, codes, now))
                .toList());
    }

    private IssuedKeyResponse toResponse(IssuedKey issued, Instant now) {
        return new IssuedKeyResponse(issued.secret(), KeyResponse.fromKey(issued.key(), codes, now));
    }

    private static long parseKey(String text) {
        OptionalLong key = SubjectEncryptionService.parseId(text);
        return key.orElseThrow(KeyController::unknownKey);
    }

    private static ApiException unknownKey() {
        return ApiException.ofKind(ProblemDetail.Kind.NOT_FOUND, "The organisation has no key of this id.");
    }
}
