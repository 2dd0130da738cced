package pk.rahnuma.api.person;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.JsonBodyReader;
import pk.rahnuma.http.ProblemDetail;
import pk.rahnuma.http.SenderProblems;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.person.signin.SignInCaller;
import pk.rahnuma.person.signin.SignInOutcome;
import pk.rahnuma.person.signin.TelegramLoginService;
import pk.rahnuma.person.signin.TelegramLoginVerifier;
import pk.rahnuma.person.signin.TelegramLoginVerifier.VerifiedLogin;

/// Signs persons in by data that Telegram has signed.
@Controller("/api/v1/sign-in/telegram")
@Tag(name = "Sign-in")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TelegramSignInController {

    static final int MAX_INIT_DATA_LENGTH = 8_000;

    private static final int MAX_FIELDS = 20;
    private static final int MAX_FIELD_LENGTH = 1_000;

    private final Optional<TelegramLoginVerifier> verifier;
    private final TelegramLoginService logins;
    private final SignInRequestReader requests;
    private final InstantSource clock;

    TelegramSignInController(
            Optional<TelegramLoginVerifier> verifier,
            TelegramLoginService logins,
            SignInRequestReader requests,
            InstantSource clock) {
        this.verifier = verifier;
        this.logins = logins;
        this.requests = requests;
        this.clock = clock;
    }

    /// Signs in by data that Telegram has signed with the bot's token. It is `initData` of a Mini App, or `login` of
    /// the Login Widget, and good once, for five minutes.
    @Post
    @SecurityRequirement(name = "token")
    @SecurityRequirement(name = "cookie")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TelegramSignInRequest.class)))
    @ApiResponse(responseCode = "200", description = "Signed in")
    @SenderProblems
    @ApiResponse(responseCode = "409", ref = "#/components/responses/OtherPerson")
    @ApiResponse(responseCode = "422", ref = "#/components/responses/Invalid")
    HttpResponse<TokensResponse> signInByTelegram(HttpRequest<?> request, @Nullable @Body byte[] body) {
        SignInCaller sender = requests.readCaller(request);
        TelegramLoginVerifier telegram = verifier.orElseThrow(
                () -> ApiException.ofKind(ProblemDetail.Kind.NOT_OFFERED, "This desk has no bot on Telegram."));
        TelegramSignInRequest signed = JsonBodyReader.readBody(body, TelegramSignInRequest.class);
        SignInCaller caller = SignInRequestReader.nameDevice(sender, signed.device());
        Instant now = clock.instant();
        Optional<VerifiedLogin> login = verify(telegram, signed);
        // Before the transaction: the chat of an account is not random, so others may create it too.
        Optional<Chat> chat = login.flatMap(verified -> logins.findChat(verified, caller.language(), now));
        return requests.complete(
                request,
                caller,
                body,
                () -> chat.map(opened -> logins.signIn(login.orElseThrow(), opened, caller, now))
                        .orElseGet(SignInOutcome.Rejected::new),
                "The data is not signed by Telegram for this bot, older than five minutes, or was used.");
    }

    private static Optional<VerifiedLogin> verify(TelegramLoginVerifier telegram, TelegramSignInRequest signed) {
        boolean isMiniApp = signed.initData() != null;
        if (isMiniApp == (signed.login() != null)
                || isMiniApp && signed.initData().length() > MAX_INIT_DATA_LENGTH) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `initData` of at most " + MAX_INIT_DATA_LENGTH + " characters, or `login`.");
        }
        return isMiniApp
                ? telegram.verifyInitData(signed.initData())
                : telegram.verifyWidget(readFields(signed.login()));
    }

    private static Map<String, String> readFields(Map<String, JsonNode> login) {
        Map<String, String> fields = new HashMap<>();
        login.forEach((name, value) -> {
            if ((value.isTextual() || value.isIntegralNumber())
                    && value.asText().length() <= MAX_FIELD_LENGTH) {
                fields.put(name, value.asText());
            }
        });
        if (fields.size() != login.size() || fields.size() > MAX_FIELDS) {
            throw ApiException.ofKind(
                    ProblemDetail.Kind.INVALID,
                    "Give `login`: the fields of the Login Widget, texts and whole numbers.");
        }
        return fields;
    }
}
