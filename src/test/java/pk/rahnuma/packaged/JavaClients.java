package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import pk.rahnuma.client.ApiClient;
import pk.rahnuma.client.ApiException;
import pk.rahnuma.client.api.ConversationApi;
import pk.rahnuma.client.api.FilesApi;
import pk.rahnuma.client.api.SignInApi;
import pk.rahnuma.client.model.CodeRequest;
import pk.rahnuma.client.model.ProblemDetail;
import pk.rahnuma.client.model.StartSignInRequest;
import pk.rahnuma.client.model.TokensResponse;
import pk.rahnuma.document.SampleFiles;

/// Generated Java clients of a server, which record the operations that they call.
final class JavaClients {

    private final PackagedServer server;
    private final Path folder;
    private final CalledOperations called = new CalledOperations();

    JavaClients(PackagedServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    CalledOperations called() {
        return called;
    }

    ApiClient withoutToken() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server.address().toString().replaceFirst("/$", ""));
        client.setRequestInterceptor(request -> request.header("Accept-Language", "en"));
        client.setResponseInterceptor(response -> called.note(
                response.request().method(), response.request().uri().getPath()));
        return client;
    }

    ApiClient withToken(String token) {
        ApiClient client = withoutToken();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        return client;
    }

    /// Client with the token of a new chat.
    ApiClient ofNewChat() throws ApiException {
        return withToken(new ConversationApi(withoutToken()).createToken(null).getToken());
    }

    /// Signs in by a code that is sent to a number.
    ///
    /// @param client whose token becomes that of the person of the number
    TokensResponse signIn(ApiClient client, String number) throws ApiException {
        String id = startSignIn(client, number);
        return new SignInApi(client).checkCode(id, new CodeRequest().code(server.lastSentCode()), null);
    }

    /// Returns the id of the sign-in once its code is sent.
    String startSignIn(ApiClient client, String number) throws ApiException {
        int before = server.sentCodes().size();
        String id = new SignInApi(client)
                .startSignIn(
                        new StartSignInRequest()
                                .by(StartSignInRequest.ByEnum.SMS)
                                .address(number),
                        null,
                        null)
                .getId();
        server.awaitCodeAfter(before);
        return id;
    }

    String uploadPhoto(ApiClient client, String question) throws ApiException {
        return new FilesApi(client)
                .uploadFile(photoOf(question).toFile(), null, null)
                .getFile();
    }

    /// Uploads a table in CSV. Returns the id of the file.
    String uploadTable(ApiClient client, String table) throws ApiException {
        try {
            Path file = Files.writeString(folder.resolve("lines.csv"), table);
            return new FilesApi(client).uploadFile(file.toFile(), null, null).getFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path photoOf(String question) {
        try {
            return Files.write(folder.resolve(question + ".jpg"), SampleFiles.cardFor(question));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String lastSentCode() {
        return server.lastSentCode();
    }

    /// Asserts that a request is refused.
    ///
    /// @return the problem
    static ProblemDetail refused(int status, ThrowingCallable request) {
        return readProblem(status, request, ProblemDetail.class);
    }

    /// As [#refused], with the members of the problem that the generated class does not have.
    static Map<?, ?> refusedMembers(int status, ThrowingCallable request) {
        return readProblem(status, request, Map.class);
    }

    private static <T> T readProblem(int status, ThrowingCallable request, Class<T> type) {
        ApiException refused = catchThrowableOfType(ApiException.class, request);
        assertThat(refused).isNotNull();
        assertThat(refused.getCode()).as(refused.getResponseBody()).isEqualTo(status);
        try {
            return new ApiClient().getObjectMapper().readValue(refused.getResponseBody(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
