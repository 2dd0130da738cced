package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.TrailEntry;
import pk.rahnuma.dialog.model.TrailEntry.Exit;
import pk.rahnuma.dialog.render.FormView;

/// Answers of a form in the middle of a chat.
class FormAnswersInChatTest {

    private static final String CARD = "35202-1234567-1";
    private static final String UNUSUAL = "95202-1234567-1";

    private final ScriptedConversation stage = new ScriptedConversation();
    private final DialogEngine talk = new DialogEngine(ScriptedConversation.library());
    private final EngineContext context =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web");
    private ConversationInput.SubmittedAnswers sent;

    @BeforeEach
    void begin() {
        stage.sayText("form");
    }

    private ScriptedConversation fills(Object... pairs) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            answers.put((String) pairs[i], pairs[i + 1]);
        }
        sent = DialogJson.fromBytes(
                DialogJson.toBytes(new ConversationInput.SubmittedAnswers(null, answers)),
                ConversationInput.SubmittedAnswers.class);
        return stage.applyInput(sent);
    }

    private Map<String, List<String>> problems() {
        return talk.checkAnswers(stage.simulator.conversation(), sent, context).problems();
    }

    private FormView form() {
        return talk.describeForm(stage.simulator.conversation(), context).orElseThrow();
    }

    @Test
    void theChatHearsThatTheyCameWhatWasSaidOnTheWayAndTheNextQuestion() {
        fills("name", "Ali", "kind", "two", "only_two", 9);
        assertThat(stage.allText())
                .startsWith("FORM 3\n\nHI Ali")
                .endsWith("CARD?")
                .doesNotContain("KIND?");
        assertThat(problems()).isEmpty();
        stage.sayText(CARD);
        assertThat(form().at()).isEqualTo("note");
    }

    @Test
    void aRefusedAnswerIsReportedInTheChatAndByKeyAndAskedAgain() {
        fills("name", "Ali", "kind", "three");
        assertThat(stage.text()).startsWith("TAKEN Name: Ali\n\n").contains("NONE", "KIND?");
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
    }

    @Test
    void anUnusualAnswerIsAcceptedWhenRepeated() {
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(problems()).containsOnlyKeys("card");
        assertThat(form().at()).isEqualTo("card");
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(problems()).isEmpty();
        assertThat(form().at()).isEqualTo("note");
        fills("name", "Ali", "kind", "one", "card", UNUSUAL);
        assertThat(stage.text()).startsWith("FORM 0");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aChangeThatIsRefusedLeavesTheOldAnswerAndThePlace() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        fills("kind", "three", "note", null);
        assertThat(problems()).isEqualTo(Map.of("kind", List.of("NONE")));
        assertThat(stage.session().answers().get("kind").value()).isEqualTo("one");
        assertThat(stage.session().answers()).containsKey("note");
    }

    @Test
    void aDoubtfulChangeWaitsUntilItIsSentAgainAndTheOldAnswerStaysUntilThen() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        fills("card", UNUSUAL);
        assertThat(problems()).containsOnlyKeys("card");
        assertThat(form().at()).isEqualTo("note");
        assertThat(form().fields())
                .filteredOn(field -> field.key().equals("card"))
                .extracting(field -> field.input().storedText())
                .containsExactly("3520212345671");
        fills("card", UNUSUAL);
        assertThat(problems()).isEmpty();
        assertThat(stage.session().answers().get("card").value()).isNotEqualTo("3520212345671");
    }

    @Test
    void anotherAnswerEndsADoubtfulChange() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        fills("card", UNUSUAL);
        fills("name", "Sana");
        assertThat(form().at()).isEqualTo("note");
        assertThat(stage.session().answers().get("card").value()).isEqualTo("3520212345671");
    }

    @Test
    void anUnfinishedChangeInTheChatContinuesInTheForm() {
        fills("name", "Ali", "kind", "one");
        stage.sayText("change 1");
        assertThat(form().at()).isEqualTo("name");
        fills("card", CARD);
        assertThat(form().at()).isEqualTo("note");
    }

    @Test
    void aListIsSentAsAListAndAnItemHasItsNumberInTheKey() {
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null);
        assertThat(form().at()).isEqualTo("sites/1/site");
        fills("sites/1/site", "Lahore", "sites/1/ips", List.of("39.40.1.1", "39.40.1.2"));
        assertThat(problems()).isEmpty();
        assertThat(stage.session().answers().get("sites/1/ips").value()).isEqualTo(List.of("39.40.1.1", "39.40.1.2"));
        assertThat(form().waits()).isEqualTo("repeat");
    }

    @Test
    void aReviewIsWaitedAtWhateverIsSentAndLeftByItsButton() {
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null);
        fills("sites/1/site", "Lahore", "sites/1/ips", "39.40.1.1", "sites", true);
        stage.sayText("done");
        assertThat(form().waits()).isEqualTo("review");
        fills("check", "yes", "sent", true);
        assertThat(form().waits()).isEqualTo("review");
        assertThat(stage.labels()).contains("Send it");
    }

    @Test
    void theOptionalQuestionsThatAreOpenAreSkippedOnRequestUpToOneThatIsNot() {
        fills("name", "Ali", "kind", "one", "card", CARD);
        assertThat(form().at()).isEqualTo("note");
        stage.applyInput(new ConversationInput.SubmittedAnswers(null, Map.of(), List.of(), false, true, null));
        assertThat(form().at()).isEqualTo("sites/1/site");
        assertThat(form().fields())
                .filteredOn(field -> field.key().equals("note"))
                .singleElement()
                .matches(FormView.Field::answered);
    }

    @Test
    void answersForASessionThatDoesNotExistAreNotTaken() {
        stage.applyInput(new ConversationInput.SubmittedAnswers("zz", Map.of("name", "Ali")));
        assertThat(stage.lastReplies).isEmpty();
        assertThat(form().at()).isEqualTo("name");
    }

    @Test
    void answersForAnotherVersionOfTheSessionAreNotTaken() {
        FormView seen = form();
        fills("name", "Ali");
        stage.applyInput(new ConversationInput.SubmittedAnswers(
                seen.session(), Map.of("kind", "one"), List.of(), false, false, seen.version()));
        assertThat(stage.lastReplies).isEmpty();
        assertThat(form().at()).isEqualTo("kind");
        stage.applyInput(new ConversationInput.SubmittedAnswers(
                seen.session(), Map.of("kind", "one"), List.of(), false, false, form().version()));
        assertThat(form().at()).isEqualTo("card");
    }

    @Test
    void answersForAnInterruptedSessionMakeItTheActiveOne() {
        String session = form().session();
        stage.sayText("status");
        assertThat(form().script()).isEqualTo("aside");
        stage.applyInput(new ConversationInput.SubmittedAnswers(session, Map.of("name", "Ali")));
        assertThat(form().script()).isEqualTo("form");
        assertThat(stage.session().answers()).containsKey("name");
    }

    @Test
    void answersForADraftMakeItTheActiveOne() {
        fills("name", "Ali");
        String session = form().session();
        stage.sayText("menu");
        stage.applyInput(new ConversationInput.SubmittedAnswers(session, Map.of("kind", "one")));
        assertThat(form().session()).isEqualTo(session);
        assertThat(form().at()).isEqualTo("card");
    }

    @Test
    void aListOfItemsIsFilledAndClosedAndFollowsALaterOne() {
        Map<String, Object> lahore = Map.of("site", "Lahore", "ips", "39.40.1.1");
        Map<String, Object> karachi = Map.of("site", "Karachi", "ips", List.of("39.40.1.2"));
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null, "sites", List.of(lahore, karachi));
        stage.applyInput(sent);
        assertThat(problems()).isEmpty();
        assertThat(form().waits()).isEqualTo("review");
        assertThat(stage.session().items().get("sites")).hasSize(2);
        fills("sites", List.of(Map.of("site", "Multan", "ips", "39.40.1.1")));
        assertThat(stage.session().items().get("sites")).hasSize(1);
        assertThat(stage.session().answers().get("sites/1/site").value()).isEqualTo("Multan");
        assertThat(form().waits()).isEqualTo("review");
        fills("sites", List.of(Map.of("site", "Multan"), karachi));
        assertThat(stage.session().items().get("sites")).hasSize(2);
        assertThat(form().waits()).isEqualTo("review");
    }

    @Test
    void anItemWithoutAnAnswerIsAskedForAndTheListStaysOpen() {
        fills("name", "Ali", "kind", "one", "card", CARD, "note", null, "sites", List.of(Map.of("site", "Lahore")));
        stage.applyInput(sent);
        assertThat(form().at()).isEqualTo("sites/1/ips");
    }

    @Test
    void aFormThatConfirmsIsSentWhenAllItsAnswersWereTaken() {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("name", "Ali");
        answers.put("kind", "one");
        answers.put("card", CARD);
        answers.put("note", null);
        answers.put("sites", List.of(Map.of("site", "Lahore", "ips", "39.40.1.1")));
        answers.put("unknown", "x");
        ConversationInput.SubmittedAnswers first =
                new ConversationInput.SubmittedAnswers(form().session(), answers, List.of(), true);
        stage.applyInput(first).applyInput(first);
        assertThat(form().waits()).isEqualTo("review");
        assertThat(talk.checkAnswers(stage.simulator.conversation(), first, context)
                        .untaken())
                .containsExactly("unknown");
        stage.applyInput(
                new ConversationInput.SubmittedAnswers(form().session(), Map.of("card", CARD), List.of(), true));
        assertThat(stage.simulator.conversation().stack()).isEmpty();
    }

    @Test
    void whereNothingRunsThereIsNoForm() {
        stage.sayText("menu");
        assertThat(talk.describeForm(stage.simulator.conversation(), context)).isEmpty();
        fills("name", "Ali");
        assertThat(stage.text()).contains("NOTHING RUNNING");
        assertThat(problems()).isEmpty();
    }

    @Test
    void entriesOfAStepEqualExitsWithFormsToo() {
        fills("name", "A");
        fills("name", "Ali", "kind", "two", "only_two", 3, "card", UNUSUAL);
        fills("name", "Sana", "kind", "no", "card", UNUSUAL);
        fills("kind", "one", "card", UNUSUAL);
        Map<String, Integer> balance = new TreeMap<>();
        for (TrailEntry step : stage.simulator.fullTrail()) {
            if (!step.from().isEmpty()) {
                balance.merge(step.from(), -1, Integer::sum);
            }
            if (step.exit() != Exit.ENDED && !step.to().isEmpty()) {
                balance.merge(step.to(), 1, Integer::sum);
            }
        }
        balance.values().removeIf(count -> count == 0);
        assertThat(balance).isEqualTo(Map.of(form().at(), 1));
        assertThat(stage.simulator.fullTrail().stream().map(TrailEntry::exit).toList())
                .containsAll(Arrays.asList(Exit.FAILED, Exit.WARNED, Exit.CHANGED));
    }
}
