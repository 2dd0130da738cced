package pk.rahnuma.dialog.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.ScriptedConversation;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.render.FormSchema;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

/// The same answers give the same application by chat, by the form of the conversation, and by a draft of the API.
class ApplicationContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RandomTest(tries = 15)
    void chatFormAndDraftSubmitTheSameRegistrationOfAPerson(RandomValues random) {
        compareWays("register-individual", false, random);
    }

    @RandomTest(tries = 15)
    void chatFormAndDraftSubmitTheSameRegistrationOfAnOrganisation(RandomValues random) {
        compareWays("register-company", random.nextBoolean(), random);
    }

    @Tag("long")
    @RandomTest(tries = 60)
    void chatFormAndDraftSubmitTheSameInManyWalks(RandomValues random) {
        compareWays(random.pickOne("register-company", "register-individual"), random.nextBoolean(), random);
    }

    /// Violations that a validator finds in answers by the JSON Schema of the form.
    private static Set<ValidationMessage> findSchemaViolations(String script, Map<String, Object> answers) {
        Map<String, Object> schema = FormSchema.describeScript(
                RandomConversation.LIBRARY.texts(),
                RandomConversation.LIBRARY.findCurrent(script),
                new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "web"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.valueToTree(schema))
                .validate(JSON.valueToTree(answers));
    }

    private static void compareWays(String script, boolean organised, RandomValues random) {
        RandomApplicant chat = new RandomApplicant(script, organised, random);
        Map<String, Object> answers = chat.applyByChat();
        assertThat(findSchemaViolations(script, RandomApplicant.withLists(answers)))
                .as("answers %s, which the desk has accepted", answers)
                .isEmpty();
        RandomApplicant form = new RandomApplicant(script, organised, random);
        form.applyByForm(answers);
        assertThat(form.submitted())
                .as("by form: %s%nby chat: %s", form.describeInputs(), chat.describeInputs())
                .isEqualTo(chat.submitted());
        RandomApplicant draft = new RandomApplicant(script, organised, random);
        draft.applyByDraft(answers);
        assertThat(draft.submitted())
                .as("by draft: %s%nby chat: %s", draft.describeInputs(), chat.describeInputs())
                .isEqualTo(chat.submitted());
    }
}
