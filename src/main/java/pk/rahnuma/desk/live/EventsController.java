package pk.rahnuma.desk.live;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.SessionCookie;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.staff.Right;
import pk.rahnuma.staff.Sessions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;

/// Server-sent events for open pages: `tickets` when something in the queue changed, `ticket-<id>` for each. They carry
/// nothing, so that what a page shows passes the gate each time. Every second the session is looked at again: whoever
/// is
/// disabled or signed out hears nothing more.
@Controller("/desk/events")
final class EventsController {

    private static final Duration SECOND = Duration.ofSeconds(1);
    /// Browsers pass over an event without any data.
    private static final String SOMETHING = "1";

    private final Changes changes;
    private final Sessions sessions;
    private final InstantSource clock;

    EventsController(Changes changes, Sessions sessions, InstantSource clock) {
        this.changes = changes;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Get(produces = MediaType.TEXT_EVENT_STREAM)
    @Needs(Right.READ_TICKETS)
    HttpResponse<?> events(HttpRequest<?> request) {
        String token = SessionCookie.token(request);
        long member = Viewer.at(request).id();
        Flux<Event<String>> told = Flux.create(this::listen, FluxSink.OverflowStrategy.DROP);
        Flux<Event<String>> beats = Flux.interval(SECOND, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeWhile(beat -> sessions.find(token, clock.instant())
                        .filter(who -> who.member().id() == member)
                        .isPresent())
                .filter(beat -> beat % 15 == 0)
                .map(beat -> Event.of(SOMETHING).name("beat"));
        // A stream that ends with its session ends the whole.
        return HttpResponse.ok(told.takeUntilOther(beats.ignoreElements().thenMany(Flux.just(1)))
                        .mergeWith(beats))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header("X-Accel-Buffering", "no");
    }

    private void listen(FluxSink<Event<String>> out) {
        Changes.Page page = new Changes.Page() {
            @Override
            public void changed(Set<Long> tickets) {
                out.next(Event.of(SOMETHING).name("tickets"));
                tickets.forEach(ticket -> out.next(Event.of(SOMETHING).name("ticket-" + ticket)));
            }

            @Override
            public void close() {
                out.complete();
            }
        };
        changes.add(page);
        out.onDispose(() -> changes.remove(page));
    }
}
