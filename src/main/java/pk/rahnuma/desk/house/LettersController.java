package pk.rahnuma.desk.house;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import pk.rahnuma.desk.Needs;
import pk.rahnuma.desk.Viewer;
import pk.rahnuma.desk.page.Fields;
import pk.rahnuma.desk.page.Screens;
import pk.rahnuma.registration.NotPossible;
import pk.rahnuma.staff.Right;
import pk.rahnuma.turn.Letters;

/// Messages that could not be worked on. The log of each look and act is kept by [Letters].
@Controller(value = LettersController.PATH, consumes = MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class LettersController {

    static final String PATH = "/desk/letters";
    private static final int MOST = 200;
    private static final int WHY = 300;

    private final Letters letters;
    private final Screens screens;
    private final InstantSource clock;

    LettersController(Letters letters, Screens screens, InstantSource clock) {
        this.letters = letters;
        this.screens = screens;
        this.clock = clock;
    }

    @Get
    @Needs(Right.MANAGE_LETTERS)
    HttpResponse<String> list(HttpRequest<?> request) {
        return screens.page(screens.screen(request), "house/letters.jte", "letters", letters.list(MOST), "most", MOST);
    }

    @Get("/{number}")
    @Needs({Right.MANAGE_LETTERS, Right.REVEAL})
    HttpResponse<String> read(HttpRequest<?> request, @PathVariable String number) {
        Letters.Opened opened = letters.read(
                        id(request, number), Viewer.at(request).name(), clock.instant())
                .orElseThrow(() -> none(request));
        return screens.page(screens.screen(request), "house/letter.jte", "opened", opened);
    }

    @Post("/{number}/retry")
    @Needs(Right.MANAGE_LETTERS)
    HttpResponse<String> retry(HttpRequest<?> request, @PathVariable String number) {
        Letters.Retry retry =
                letters.retry(id(request, number), Viewer.at(request).name(), clock.instant());
        return switch (retry) {
            case Letters.Retry.Done done -> Screens.go(request, PATH);
            case Letters.Retry.None none -> throw none(request);
            case Letters.Retry.Behind behind ->
                throw new NotPossible("letter_behind", "number", behind.first().number());
            case Letters.Retry.Failed failed -> throw new NotPossible("letter_failed", "why", failed.failure());
        };
    }

    /// @param form `why`
    @Post("/{number}/drop")
    @Needs(Right.MANAGE_LETTERS)
    HttpResponse<String> drop(HttpRequest<?> request, @PathVariable String number, @Nullable @Body byte[] form) {
        String why = Fields.of(form).one("why");
        if (why.isEmpty() || why.length() > WHY) {
            throw new NotPossible("letter_why", "most", WHY);
        }
        letters.drop(id(request, number), Viewer.at(request).name(), why, clock.instant())
                .orElseThrow(() -> none(request));
        return Screens.go(request, PATH);
    }

    private long id(HttpRequest<?> request, String number) {
        try {
            return Long.parseLong(number, Character.MAX_RADIX);
        } catch (NumberFormatException e) {
            throw none(request);
        }
    }

    private NotPossible none(HttpRequest<?> request) {
        return new NotPossible("letter_gone");
    }
}
