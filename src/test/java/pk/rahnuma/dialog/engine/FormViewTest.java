package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.engine.session.SessionEngine.FormResult;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.understanding.Lexicon;

/// The same script as a form: what an app renders and sends.
class FormViewTest {

    private final ScriptLibrary library = ScriptedConversation.library();
    private final Script script = library.findCurrent("form");
    private final SessionEngine dialog = new SessionEngine(library);
    private final EngineContext context =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web");

    private Session fresh() {
        return dialog.startSession(script, "1", null, "", Map.of(), Lexicon.EMPTY.read(""), context)
                .session();
    }

    private static ConversationInput.SubmittedAnswers answers(Object... pairs) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put((String) pairs[i], pairs[i + 1]);
        }
        return new ConversationInput.SubmittedAnswers(null, answers);
    }

    @Test
    void aFormTakesManyAnswersAtOnceAsFarAsThePathLeads() {
        FormResult filled = dialog.fillForm(
                script,
                fresh(),
                answers("card", "35202-1234567-1", "only_two", 9, "kind", "two", "name", "Ali"),
                context);
        assertThat(filled.check().problems()).isEmpty();
        FormView form = dialog.describeForm(script, filled.stepped().session(), context);
        assertThat(form.at()).isEqualTo("note");
        assertThat(form.fields().stream().map(FormView.Field::key))
                .containsExactly("name", "kind", "only_two", "card", "note");
    }

    @Test
    void problemsAreReportedByKeyAndEarlierAnswersAreStored() {
        FormResult filled = dialog.fillForm(script, fresh(), answers("name", "Ali", "kind", "three"), context);
        assertThat(filled.check().problems()).containsOnlyKeys("kind");
        assertThat(filled.check().problems().get("kind")).containsExactly("NONE");
        assertThat(filled.stepped().session().answers().get("name").value()).isEqualTo("Ali");
    }

    private static Map<String, Object> site(String name) {
        return Map.of("site", name);
    }

    @Test
    void aListThatIsTooLongIsAProblemAndOpensTheListAgain() {
        ScriptLibrary lists = ScriptedConversation.library("""
                script: form
                menu: 1
                steps:
                  - repeat: sites
                    title: site
                    most: 3
                    steps:
                      - ask: site
                        type: text
                  - review: check
                  - end: filed
                """);
        Script script = lists.findCurrent("form");
        SessionEngine dialog = new SessionEngine(lists);
        Session fresh = dialog.startSession(script, "1", null, "", Map.of(), Lexicon.EMPTY.read(""), context)
                .session();
        List<Map<String, Object>> three =
                Stream.of("Lahore", "Multan", "Quetta").map(FormViewTest::site).toList();
        Session before = dialog.fillForm(script, fresh, answers("sites", three), context)
                .stepped()
                .session();
        assertThat(dialog.describeForm(script, before, context).waits()).isEqualTo("review");
        List<Map<String, Object>> four = new ArrayList<>(three);
        four.add(site("Sukkur"));
        FormResult filled = dialog.fillForm(script, before, answers("sites", four), context);
        assertThat(filled.check().problems()).containsOnlyKeys("sites");
        assertThat(filled.check().problems().get("sites")).containsExactly("TOO MANY 4 OF 3");
        assertThat(filled.check().untaken()).isEmpty();
        FormView form = dialog.describeForm(script, filled.stepped().session(), context);
        assertThat(form.waits()).isNotEqualTo("review");
        assertThat(form.at()).isEqualTo("sites");
    }

    @Test
    void anAnswerSentAgainChangesTheOneBefore() {
        Session first = dialog.fillForm(script, fresh(), answers("name", "Ali", "kind", "one"), context)
                .stepped()
                .session();
        Session second = dialog.fillForm(script, first, answers("name", "Sana"), context)
                .stepped()
                .session();
        assertThat(second.answers().get("name").value()).isEqualTo("Sana");
        assertThat(dialog.describeForm(script, second, context).at()).isEqualTo("card");
    }

    @Test
    void anOptionalAnswerIsLeftOutWithNullAndAnOffPathAnswerIsIgnored() {
        ConversationInput.SubmittedAnswers given =
                answers("name", "Ali", "kind", "one", "card", "35202-1234567-1", "only_two", 3, "note", null);
        FormResult filled = dialog.fillForm(script, fresh(), given, context);
        assertThat(filled.check().problems()).isEmpty();
        assertThat(filled.stepped().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.action()).isEqualTo("test.look_up"));
        assertThat(filled.stepped().session().answers()).doesNotContainKey("only_two");
    }

    @Test
    void sensitiveValuesAreMaskedWhenDescribed() {
        Session session = dialog.fillForm(
                        script, fresh(), answers("name", "Ali", "kind", "one", "card", "3520212345671"), context)
                .stepped()
                .session();
        FormView.Field card =
                dialog.describeForm(script, session, context).fields().get(2);
        assertThat(card.value()).isEqualTo("35202-•••••••-1");
    }

    @Test
    void aFormAndAChatOfTheSameAnswersComeToTheSameSession() {
        ScriptedConversation stage = new ScriptedConversation();
        stage.sayText("form", "Ali", "Two", "7", "35202-1234567-1");
        Session filled = dialog.fillForm(
                        script,
                        fresh(),
                        answers("name", "Ali", "kind", "two", "only_two", 7, "card", "35202-1234567-1"),
                        context)
                .stepped()
                .session();
        assertThat(values(filled)).isEqualTo(values(stage.session()));
    }

    private static Map<String, Object> values(Session session) {
        Map<String, Object> values = new HashMap<>();
        session.answers().forEach((key, answer) -> values.put(key, answer.value()));
        return values;
    }

    @Test
    void describedAndFilledFormsCanBeWrittenAsJson() {
        FormResult filled = dialog.fillForm(script, fresh(), answers("name", "Ali"), context);
        FormView form = dialog.describeForm(script, filled.stepped().session(), context);
        assertThat(DialogJson.fromBytes(DialogJson.toBytes(form), FormView.class))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*input")
                .isEqualTo(form);
        assertThat(new String(DialogJson.toBytes(form), StandardCharsets.UTF_8)).doesNotContain("fullValue", "input");
        Session session = filled.stepped().session();
        assertThat(DialogJson.fromBytes(DialogJson.toBytes(session), Session.class))
                .isEqualTo(session);
        assertThat(List.of(form.waits(), form.position(), form.total())).isEqualTo(List.of("question", 2, 6));
    }
}
