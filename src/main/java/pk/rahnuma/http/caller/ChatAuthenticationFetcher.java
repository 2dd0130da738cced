package pk.rahnuma.http.caller;

import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/// Finds the chat of a request to a route that needs one, before its body is read. A request without a token, or with
/// an unknown one, fails here, so that its sender learns which of the two it is.
@Singleton
final class ChatAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final ChatAuthenticator authenticator;
    private final Executor executor;

    ChatAuthenticationFetcher(ChatAuthenticator authenticator, @Named(TaskExecutors.BLOCKING) Executor executor) {
        this.authenticator = authenticator;
        this.executor = executor;
    }

    /// Finds the chat on a thread that may wait. A client that disconnects does not interrupt it: the embedded database
    /// would close its file.
    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .map(AnnotationMetadataProvider::getAnnotationMetadata)
                .filter(route -> List.of(route.stringValues(Secured.class)).contains(ChatAuthentication.ROLE))
                .map(route -> Mono.<Authentication>create(sender -> executor.execute(() -> emitChat(sender, request))))
                .orElseGet(Mono::empty);
    }

    private void emitChat(MonoSink<Authentication> sender, HttpRequest<?> request) {
        try {
            sender.success(new ChatAuthentication(authenticator.authenticate(request)));
        } catch (RuntimeException e) {
            sender.error(e);
        }
    }
}
