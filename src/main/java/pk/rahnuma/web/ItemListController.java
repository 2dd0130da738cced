package pk.rahnuma.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.desk.FormOutcome;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.http.ApiException;
import pk.rahnuma.http.file.FileReceiver;
import pk.rahnuma.http.guard.BodyLimit;
import pk.rahnuma.http.guard.BodySize;
import pk.rahnuma.http.limit.ApiRateLimiter;
import pk.rahnuma.messaging.conversation.Chat;

/// A list of a form, such as the lines of an organisation: its items with their answers, to add, change and remove.
@Controller("/{language:en|ur|ur-Latn}/" + FormPages.PATH + "/{script}/{list}/items")
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ItemListController {

    private static final String ADD = "add";
    private static final String REMOVE = "remove";
    /// Id of a table of which the rows without problems are taken.
    private static final String PARTLY = "partly";

    private final SitePageRenderer pages;
    private final FormPages forms;
    private final FileReceiver files;
    private final ApiRateLimiter limiter;

    ItemListController(SitePageRenderer pages, FormPages forms, FileReceiver files, ApiRateLimiter limiter) {
        this.pages = pages;
        this.forms = forms;
        this.files = files;
        this.limiter = limiter;
    }

    /// Shows a page of the items.
    ///
    /// @param from position of the first item, counted from 0
    @Get
    HttpResponse<?> showItems(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String list,
            @QueryValue(defaultValue = "0") Integer from) {
        limiter.checkPublicRead(request);
        Optional<FormPages.OwnForm> own = forms.findForm(request, language, script);
        Optional<FormView.ItemList> items = own.flatMap(each -> findList(each.form(), list));
        return items.isEmpty()
                ? FormPages.goOn(language, own.map(FormPages.OwnForm::form))
                : respondItems(language, own.get(), items.get(), Math.max(0, from), TableProblems.NONE);
    }

    private HttpResponse<?> respondItems(
            String language, FormPages.OwnForm own, FormView.ItemList list, int from, TableProblems problems) {
        FormView form = own.form();
        Map<String, AnsweredFile> answered = forms.findFiles(own.chat(), form.fields());
        List<ReviewSection> sections = ReviewSection.listItems(form, list, answered);
        int first = Math.min(from, Math.max(0, sections.size() - 1));
        Map<String, Object> values = new HashMap<>();
        values.put("form", form);
        values.put("previous", Optional.ofNullable(QuestionPage.findPathBefore(form, list.name())));
        values.put("list", list);
        values.put(
                "sections", sections.subList(first, Math.min(sections.size(), first + ReviewSection.MAX_SHOWN_ITEMS)));
        values.put("from", first);
        values.put("problems", problems);
        return forms.respond(
                problems.lines().isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY,
                language,
                form,
                FormPages.toListPath(list.name()),
                "apply/items.jte",
                values);
    }

    /// Takes a table as the list.
    @BodyLimit(BodySize.FILE)
    @Post("/table")
    @Consumes(MediaType.ALL)
    HttpResponse<?> takeTable(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String list,
            @Nullable @Body InputStream body)
            throws IOException {
        // Closed in every case: otherwise the server's buffers keep unread bytes.
        try (InputStream file = body == null ? InputStream.nullInputStream() : body) {
            Chat chat = forms.requireSender(request);
            FormPages.Change change = forms.readChange(chat, request, language, script);
            Optional<FormView.ItemList> items = change.form().flatMap(form -> findList(form, list));
            if (items.isEmpty()) {
                return FormPages.goOn(language, change.form());
            }
            FormPages.OwnForm before = new FormPages.OwnForm(chat, change.form().get());
            String id;
            try {
                id = Long.toString(files.receiveFile(request, chat, null, file).id());
            } catch (ApiException rejected) {
                String problem = pages.viewOf(language, null).text("engine.no_table");
                return respondItems(language, before, items.get(), 0, new TableProblems(List.of(problem), null));
            }
            FormOutcome outcome = forms.fillForm(change, Map.of(list, id));
            List<String> lines = outcome.check() == null
                    ? List.of()
                    : outcome.check().problems().getOrDefault(list, List.of());
            return lines.isEmpty()
                    ? FormPages.seeOther(language, "/" + script + "/" + FormPages.toListPath(list))
                    : respondItems(language, before, items.get(), 0, new TableProblems(lines, id));
        }
    }

    /// Adds an item, removes one, or closes the list.
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> changeItems(
            HttpRequest<?> request,
            @PathVariable String language,
            @PathVariable String script,
            @PathVariable String list,
            @Nullable @Body byte[] body) {
        Map<String, String> fields = FormFields.readBody(body);
        FormPages.Change change = forms.readChange(forms.requireSender(request), request, language, script);
        Optional<FormView.ItemList> items = change.form().flatMap(form -> findList(form, list));
        boolean unfinished =
                change.form().map(form -> form.at().startsWith(list + "/")).orElse(false);
        if (items.isEmpty() || unfinished && !fields.containsKey(REMOVE) && !fields.containsKey(PARTLY)) {
            return FormPages.goOn(language, change.form());
        }
        if (fields.containsKey(PARTLY)) {
            Map<String, Object> table = Map.of("file", fields.get(PARTLY), PARTLY, true);
            forms.fillForm(change, Map.of(list, table));
            return FormPages.seeOther(language, "/" + script + "/" + FormPages.toListPath(list));
        }
        List<Object> kept = new ArrayList<>();
        items.get().items().stream()
                .map(FormView.Item::id)
                .filter(id -> !id.equals(fields.get(REMOVE)))
                .forEach(kept::add);
        if (fields.containsKey(ADD)) {
            kept.add(Map.of());
        }
        FormOutcome outcome = forms.fillForm(change, Map.of(list, kept));
        boolean stays = fields.containsKey(REMOVE) && !kept.isEmpty();
        return stays
                ? FormPages.seeOther(language, "/" + script + "/" + FormPages.toListPath(list))
                : forms.goOn(language, outcome);
    }

    private static Optional<FormView.ItemList> findList(FormView form, String name) {
        return form.lists().stream().filter(list -> list.name().equals(name)).findFirst();
    }
}
