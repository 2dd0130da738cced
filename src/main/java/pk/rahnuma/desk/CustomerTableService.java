package pk.rahnuma.desk;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.organisation.ListOrganisationsAction;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.ScriptNames;

/// Puts a table of lines that staff have into the form of its customer, as if the customer had sent it: the chat shows
/// what was read, and nothing is sent before the customer confirms it.
@Singleton
public final class CustomerTableService {

    private static final String LINES = "connections";
    private static final String ORGANISATION = "organisation";
    private static final String SERVICE = "service";
    private static final String REGISTRATION = "vpn_registration";

    private final ConversationRepository conversations;
    private final ChatRepository chats;
    private final OrganisationService organisations;
    private final DraftService drafts;

    CustomerTableService(
            ConversationRepository conversations,
            ChatRepository chats,
            OrganisationService organisations,
            DraftService drafts) {
        this.conversations = conversations;
        this.chats = chats;
        this.organisations = organisations;
        this.drafts = drafts;
    }

    /// Outcome of a table.
    ///
    /// @param problems of its rows, in the customer's language; the table was not taken then
    /// @param first question that the customer has to answer before a table is taken, in their language; null when the
    ///     form has reached its lines
    public record TableOutcome(
            List<String> problems, @Nullable String first) {}

    /// Puts a table into the form that the customer has begun, or into a new one.
    ///
    /// @param customer whose form it is
    /// @param table id of a file of theirs; entered once
    /// @throws DeskException when no form can be filled
    public TableOutcome enterTable(long customer, long table) {
        ConversationRepository.ConversationRow row = conversations
                .findById(customer)
                .orElseThrow(() -> new NoSuchElementException("no conversation " + customer));
        Caller caller = new Caller(chats.getById(row.lastChat()), Language.orDefault(row.language()), false);
        FormChange change = drafts.openChange(caller, new RequestIdentity("table-" + table, LINES, false));
        String draft = change.before()
                .findByScript(ScriptNames.REGISTER_COMPANY, null)
                .map(FormView::session)
                .orElseGet(() -> drafts.createDraft(
                                change.next("form"), ScriptNames.REGISTER_COMPANY, null, answersOfNewForm(customer))
                        .draft());
        Map<String, Object> answers = Map.of(LINES, Long.toString(table));
        FormOutcome preview = drafts.previewDraft(caller, draft, answers);
        TableOutcome outcome = new TableOutcome(
                preview.check().problems().values().stream()
                        .flatMap(List::stream)
                        .toList(),
                preview.check().untaken().contains(LINES) ? labelOfNext(preview.form()) : null);
        if (outcome.problems().isEmpty() && outcome.first() == null) {
            drafts.fillDraft(drafts.openChange(caller, change.next("lines").request()), draft, answers, form -> null);
        }
        return outcome;
    }

    private static String labelOfNext(FormView form) {
        return form.findField(form.at()).map(FormView.Field::label).orElse(form.title());
    }

    /// Answers to the first questions, which a customer of one organisation need not be asked. The review shows them.
    private Map<String, Object> answersOfNewForm(long person) {
        List<ListOrganisationsAction.Item> own = organisations
                .listByName(List.of(person), OrganisationRole::canAct)
                .getOrDefault(person, List.of());
        return own.size() == 1
                ? Map.of(ORGANISATION, own.getFirst().organisation(), SERVICE, REGISTRATION)
                : Map.of(SERVICE, REGISTRATION);
    }
}
