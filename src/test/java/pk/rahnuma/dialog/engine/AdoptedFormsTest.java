package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.SessionIdentity;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.script.EngineLimits;

/// Forms of two conversations of one person, which become one: docs/joining.md.
class AdoptedFormsTest {

    private static final Instant LATER = ScriptedConversation.START.plus(Duration.ofDays(1));
    private static final EngineContext CONTEXT = new EngineContext(LATER, "en", TestDesk.ASSISTANCE, "web");

    private final DialogEngine engine = new DialogEngine(ScriptedConversation.library());

    private TurnResult adopt(ConversationState staying, ConversationState leaving) {
        return engine.adoptForms(staying, leaving, CONTEXT);
    }

    private ConversationState tap(ConversationState conversation, String data) {
        return engine.processTurn(conversation, new ConversationInput.Tap("!" + data, null), CONTEXT)
                .conversation();
    }

    private static ConversationState afterTexts(String... texts) {
        return new ScriptedConversation().sayText(texts).simulator.conversation();
    }

    private static List<String> ids(ConversationState state) {
        return Stream.concat(state.stack().stream(), state.drafts().stream())
                .map(Session::id)
                .toList();
    }

    @Test
    void theOpenFormGoesOnUnderANewNumberAndThatOfTheOtherBecomesADraft() {
        ConversationState staying = afterTexts("form", "Ali");
        ConversationState leaving = afterTexts("form", "Sana", "One");
        assertThat(ids(staying)).isEqualTo(ids(leaving));
        TurnResult after = adopt(staying, leaving);
        ConversationState both = after.conversation();
        assertThat(both.stack())
                .singleElement()
                .satisfies(form -> assertThat(form.answers())
                        .isEqualTo(staying.stack().getFirst().answers()));
        assertThat(both.drafts())
                .singleElement()
                .satisfies(form -> assertThat(form.answers())
                        .isEqualTo(leaving.stack().getFirst().answers()));
        assertThat(ids(both)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ids(leaving));
        assertThat(after.trail())
                .as("the form that was set aside has left its step")
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.from()).isEqualTo("card");
                    assertThat(entry.exit()).isEqualTo(Exit.SET_ASIDE);
                });
        assertThat(after.replies()).isEmpty();
        assertThat(after.wakeAt()).as("the reminder of the draft").isAfter(LATER);
    }

    @Test
    void twoFormsOfOneScriptAreBothKeptWhenThePersonGoesOn() {
        ConversationState both = adopt(afterTexts("form", "Ali"), afterTexts("form", "Sana", "One"))
                .conversation();
        ConversationState started = tap(both, "start=" + ScriptedConversation.FIRST.name());
        assertThat(ids(started)).containsExactlyElementsOf(ids(both));
        ConversationState other =
                tap(started, "continue=" + started.drafts().getFirst().id());
        assertThat(ids(other)).containsExactlyInAnyOrderElementsOf(ids(both));
        assertThat(other.stack())
                .extracting(Session::id)
                .containsExactly(started.drafts().getFirst().id());
    }

    @Test
    void theSessionKeepsItsNumberWhenTheOtherNeverUsedIt() {
        Session form = afterTexts("form", "Ali").stack().getFirst().withId("7");
        ConversationState staying = new ConversationState("en", List.of(form), List.of(), 7);
        ConversationState both = adopt(staying, afterTexts("form", "Sana")).conversation();
        assertThat(both.stack()).containsExactly(form);
        assertThat(both.drafts()).extracting(Session::id).containsExactly("8");
    }

    @ParameterizedTest
    @CsvSource({"form", "/status"})
    void aSessionThatIsNoFormOrHasNoAnswersEnds(String opening) {
        ConversationState leaving = afterTexts(opening);
        assertThat(leaving.stack()).hasSize(1);
        TurnResult after = adopt(afterTexts("form", "Ali"), leaving);
        assertThat(after.conversation().drafts()).isEmpty();
        assertThat(after.conversation().stack()).hasSize(1);
        assertThat(after.trail()).extracting(TrailEntry::exit).containsExactly(Exit.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "3, 4", "0, 5", "5, 0", "1, 1"})
    void theFiveDraftsTouchedLastStay(int own, int others) {
        List<Session> mine = drafts(own, 0);
        List<Session> other = drafts(others, 1);
        List<Instant> newest = Stream.concat(mine.stream(), other.stream())
                .map(Session::touched)
                .sorted()
                .toList();
        ConversationState both = adopt(
                        new ConversationState("en", List.of(), mine, own),
                        new ConversationState("en", List.of(), other, others))
                .conversation();
        assertThat(both.drafts())
                .extracting(Session::touched)
                .containsExactlyElementsOf(
                        newest.subList(Math.max(0, newest.size() - EngineLimits.MAX_DRAFTS), newest.size()));
        assertThat(ids(both)).doesNotHaveDuplicates();
    }

    /// Drafts that were touched on every second day.
    private static List<Session> drafts(int count, int firstDay) {
        List<Session> drafts = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> drafts.add(Session.startNew(
                        new SessionIdentity(
                                Integer.toString(i + 1, 36),
                                ScriptedConversation.FIRST.name(),
                                ScriptedConversation.FIRST.flow()),
                        ScriptedConversation.START.minus(Duration.ofDays(20L - 2L * i - firstDay)))));
        return drafts;
    }

    @Test
    void theLanguageIsThatOfTheOtherOnlyWhenNoneWasChosen() {
        ConversationState urdu = new ConversationState("ur", List.of(), List.of(), 0);
        ConversationState none = new ConversationState(null, List.of(), List.of(), 0);
        assertThat(adopt(none, urdu).conversation().language()).isEqualTo("ur");
        assertThat(adopt(new ConversationState("en", List.of(), List.of(), 0), urdu)
                        .conversation()
                        .language())
                .isEqualTo("en");
    }
}
