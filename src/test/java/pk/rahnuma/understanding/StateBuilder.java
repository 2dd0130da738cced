package pk.rahnuma.understanding;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.ExampleConversation;

/// Brings a conversation to a state by its name: `new`, `menu`, `review`, `review-company`, `script.question`, or
/// `script.question!doubt`. All questions before are answered with examples that lead there.
final class StateBuilder {

    static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");

    private static final Set<String> MOBILE_QUESTIONS = Set.of("vpn_mobile_number", "sim_in_own_cnic", "operator");
    private static final Set<String> CALL_CENTRE_QUESTIONS = Set.of(
            "sponsor", "previously_whitelisted", "fee_proof", "pseb_certificate_no", "pseb_expiry", "pseb_certificate");

    private static final Map<String, String> EXAMPLES = Map.of(
            "vpn_software", "OpenVPN",
            "applicant_email", "ayesha@alif.example.pk",
            "destination", "vpn.example.com",
            "destinations", "vpn.example.com",
            "website", "www.example.com",
            "reference", "K7MP-4RTX-9X",
            "pseb_expiry", "2027-06-30",
            "pseb_number", "PSEB-2231",
            "pseb_certificate_no", "PSEB-2231",
            "engagement_to", "2026-10-01");

    private final DialogEngine engine;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> results;
    private final String language;

    StateBuilder(
            DialogEngine engine,
            Map<String, ActionType> actions,
            Map<String, Map<String, Object>> results,
            String language) {
        this.engine = engine;
        this.actions = actions;
        this.results = results;
        this.language = language;
    }

    /// Brings a conversation to a state in which answers that a sentence corrects have another value before.
    ///
    /// @param corrected values of choices to be used instead of the examples, by question
    /// @return null when the state is not reached
    ConversationState reach(String state, Map<String, String> corrected) {
        return switch (state) {
            case "new" -> new ConversationState(null, List.of(), List.of(), 0);
            case "menu" -> ExampleConversation.atMenu(language);
            case "review" -> review("register-individual", corrected);
            case "review-company" -> review("register-company", corrected);
            default -> {
                String[] parts = state.split("[.!]");
                ConversationState asked = walk(parts[0], parts[1], corrected);
                yield asked != null && state.endsWith("!doubt") ? doubt(asked, corrected) : asked;
            }
        };
    }

    private ConversationState doubt(ConversationState asked, Map<String, String> corrected) {
        Session top = asked.stack().getLast();
        Script script = engine.library().findVersion(top.flow());
        String name = new Journey(script, top, context()).currentStep().step().name();
        Object value = examples("", corrected)
                .exampleFor((ScriptStep.Question) script.named().get(name));
        Object stored = value instanceof String text ? text.replace("-", "").replaceFirst("^0300 ?", "+92300") : value;
        return with(asked, top.withPendingValue(null, stored, NOW));
    }

    private EngineContext context() {
        return new EngineContext(NOW, language, TestDesk.ASSISTANCE, "telegram");
    }

    private ExampleConversation examples(String target, Map<String, String> corrected) {
        Map<String, Object> answers = new HashMap<>(EXAMPLES);
        answers.put("landline", "042 35761999");
        answers.put("route", MOBILE_QUESTIONS.contains(target) ? "mobile_number" : "static_ip");
        answers.put(
                "service",
                target.equals("equipment")
                        ? "whitelist_video_conf"
                        : CALL_CENTRE_QUESTIONS.contains(target) ? "whitelist_call_centre" : "vpn_registration");
        answers.put("org_type", target.equals("official_letter") ? "embassy_mission" : "private_ltd");
        answers.put("applicant_authority", target.equals("authority_letter") ? "authorised" : "owner_director");
        answers.put("which", target.equals("product") ? "commercial" : "employer");
        answers.put("wish", target.equals("sure_withdraw") ? "withdraw" : "erase");
        answers.put("wish_without", target.equals("sure_withdraw") ? "withdraw" : "erase");
        answers.putAll(corrected);
        return new ExampleConversation(engine, actions, results, context(), answers);
    }

    private ConversationState walk(String script, String target, Map<String, String> corrected) {
        ConversationState reached =
                examples(target, corrected).reach(script, target).orElse(null);
        if (reached == null || reached.stack().getLast().focus() == null) {
            return reached;
        }
        Session top = reached.stack().getLast();
        return with(reached, answerLater(reached, target, corrected).withFocus(top.focus(), NOW));
    }

    /// The summary, with all later questions answered.
    private ConversationState review(String script, Map<String, String> corrected) {
        ConversationState reached = walk(script, "check", corrected);
        return reached == null ? null : with(reached, answerLater(reached, "", corrected));
    }

    private ConversationState with(ConversationState conversation, Session session) {
        return new ConversationState(language, List.of(session), List.of(), conversation.sessions());
    }

    /// Answers the later questions before one of them, or all.
    private Session answerLater(ConversationState conversation, String target, Map<String, String> corrected) {
        Session session = conversation.stack().getLast().withFocus(null, NOW);
        Journey journey = new Journey(engine.library().findVersion(session.flow()), session, context());
        for (Journey.JourneyStep later : journey.openLaterSteps()) {
            if (later.step().name().equals(target)) {
                break;
            }
            ScriptStep.Question question = (ScriptStep.Question) later.step();
            Object value = examples(target, corrected).exampleFor(question);
            Object stored = value instanceof String text && question.options() == null ? parse(question, text) : value;
            session = session.withAnswer(later.key(), new StoredAnswer(stored, null), NOW);
        }
        return session;
    }

    private static Object parse(ScriptStep.Question question, String text) {
        return question.type()
                                .parseAnswer(
                                        text,
                                        new FieldContext(
                                                question.properties(),
                                                List.of(),
                                                "en",
                                                NOW.atZone(EngineContext.PAKISTAN_ZONE)
                                                        .toLocalDate(),
                                                null))
                        instanceof FieldParseResult.Accepted accepted
                ? accepted.value()
                : text;
    }
}
