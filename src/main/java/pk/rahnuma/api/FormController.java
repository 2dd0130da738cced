package pk.rahnuma.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import pk.rahnuma.dialog.Form;
import pk.rahnuma.dialog.Input;
import pk.rahnuma.documents.Documents;
import pk.rahnuma.people.Persons;
import pk.rahnuma.post.Chat;
import pk.rahnuma.turn.Forms;

/// The same conversation as a form, for apps that would rather show many questions at once.
@Controller("/api/v1/conversation/form")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FormController {

    private final Callers callers;
    private final Turns turns;
    private final Forms forms;
    private final Persons persons;
    private final Documents documents;
    private final Hold hold;

    FormController(Callers callers, Turns turns, Forms forms, Persons persons, Documents documents, Hold hold) {
        this.callers = callers;
        this.turns = turns;
        this.forms = forms;
        this.persons = persons;
        this.documents = documents;
        this.hold = hold;
    }

    /// What to show now.
    ///
    /// @return 204 when nothing runs, as in nobody's conversation
    @Get
    CompletionStage<HttpResponse<Form>> form(HttpRequest<?> request) {
        Optional<Chat> chat = callers.find(request);
        if (chat.isEmpty()) {
            return CompletableFuture.completedFuture(HttpResponse.noContent());
        }
        Forms.Shown shown = forms.show(chat.get());
        return hold.keep(
                shown.form().<HttpResponse<Form>>map(FormController::fresh).orElseGet(HttpResponse::noContent),
                shown.hold());
    }

    /// Answers, taken as far as the path leads. A turn like any other: answered once it is committed, done once by its
    /// `id`.
    @Put
    CompletionStage<HttpResponse<Filled>> fill(HttpRequest<?> request, @Nullable @Body byte[] body) {
        Gate.checkSize(body);
        Spoken read = FormAnswers.read(body);
        Chat chat = callers.find(request)
                .orElseThrow(() -> Refusal.of(Problem.Kind.NOT_FOUND, "Begin a conversation before."));
        Spoken spoken = read.with(withFiles(chat, (Input.Answers) read.input()));
        callers.checkMessage(chat, request);
        List<Line> lines = turns.take(chat, spoken).lines().stream()
                .filter(line -> line.from() == Line.From.DESK)
                .toList();
        Forms.Shown shown = forms.show(chat, (Input.Answers) spoken.input());
        Filled filled = new Filled(
                shown.form().orElse(null),
                shown.problems(),
                lines.isEmpty() ? 0 : lines.getLast().seq(),
                lines,
                persons.language(chat.conversation()).orElse(null));
        return hold.keep(fresh(filled), shown.hold());
    }

    /// What could be the id of a file is looked for, since only the script knows where one is asked for.
    private Input.Answers withFiles(Chat chat, Input.Answers said) {
        List<Long> ids = said.answers().values().stream()
                .filter(Objects::nonNull)
                .flatMap(value -> Documents.id(value.toString()).stream())
                .distinct()
                .toList();
        return new Input.Answers(
                said.session(),
                said.answers(),
                documents.of(chat.conversation(), ids).stream()
                        .map(documents::toFileRef)
                        .toList());
    }

    private static <T> HttpResponse<T> fresh(T body) {
        return HttpResponse.ok(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
