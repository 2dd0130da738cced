package pk.rahnuma.understanding;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pk.rahnuma.SampleAnswers;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// Brings a conversation to a state by its name: `new`, `menu`, `review`, `script.question`, or
/// `script.question!doubt`.
/// All questions before are answered with samples.
final class StateBuilder {

    static final Instant NOW = Instant.parse("2026-11-25T07:00:00Z");
    private static final int MAX_STEPS = 150;

    /// Samples of types that other tests do not ask for.
    private static final Map<String, Object> FURTHER_SAMPLES =
            Map.of("secp", "0033402", "strn", "3277876123456", "yes-no", true, "file", "f1");

    private static final Set<String> MOBILE_QUESTIONS = Set.of("vpn_mobile_number", "sim_in_own_cnic", "operator");
    private static final Set<String> CALL_CENTRE_QUESTIONS = Set.of(
            "sponsor", "previously_whitelisted", "fee_proof", "pseb_certificate_no", "pseb_expiry", "pseb_certificate");

    private final DialogEngine engine;
    private final Map<String, ActionType> actions;
    private final Map<String, Map<String, Object>> results;
    private final String language;
    private Map<String, String> overrides = Map.of();

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
    /// @param corrected values of choices to be used instead of the samples, by question
    /// @return null when the state is not reached
    ConversationState reach(String state, Map<String, String> corrected) {
        overrides = corrected;
        return reach(state);
    }

    private ConversationState reach(String state) {
        return switch (state) {
            case "new" -> new ConversationState(null, List.of(), List.of(), 0);
            case "menu" -> new ConversationState(language, List.of(), List.of(), 1);
            case "review" -> walk("register-individual", "");
            case "review-company" -> walk("register-company", "");
            default -> {
                String[] parts = state.split("[.!]");
                ConversationState asked = walk(parts[0], parts[1]);
                yield asked != null && state.endsWith("!doubt") ? doubt(asked) : asked;
            }
        };
    }

    private ConversationState doubt(ConversationState asked) {
        Session top = asked.stack().getLast();
        Script script = engine.library().findVersion(top.flow());
        String name = new Journey(script, top, context()).currentStep().step().name();
        Object value = sample((ScriptStep.Question) script.named().get(name), "");
        Object stored = value instanceof String text ? text.replace("-", "").replaceFirst("^0300 ?", "+92300") : value;
        return new ConversationState(
                language, List.of(top.withPendingValue(null, stored, NOW)), List.of(), asked.sessions());
    }

    private EngineContext context() {
        return new EngineContext(NOW, language, TestDesk.ASSISTANCE, "telegram");
    }

    private ConversationState walk(String scriptName, String target) {
        ConversationSimulator simulator = new ConversationSimulator(
                engine,
                actions,
                new ConversationState(language, List.of(), List.of(), 0),
                NOW,
                TestDesk.ASSISTANCE,
                "telegram");
        results.forEach(simulator::setResult);
        simulator.applyInput(new ConversationInput.Tap("!start=" + scriptName, null));
        for (int i = 0; i < MAX_STEPS && !simulator.conversation().stack().isEmpty(); i++) {
            Session top = simulator.conversation().stack().getLast();
            Script script = engine.library().findVersion(top.flow());
            Journey journey = new Journey(script, top, context());
            ScriptStep step = journey.currentStep().step();
            if (step.name().equals(target)) {
                return simulator.conversation();
            }
            switch (step) {
                case ScriptStep.Question question ->
                    simulator.applyInput(new ConversationInput.SubmittedAnswers(
                            null,
                            new HashMap<>(Map.of(journey.currentStep().key(), sample(question, target))),
                            List.of(new FileReference("f1", "card.jpg", "image/jpeg", 100_000)),
                            false));
                case ScriptStep.Repeat repeat -> {
                    boolean empty =
                            top.items().getOrDefault(repeat.name(), List.of()).isEmpty();
                    simulator.applyInput(new ConversationInput.Text(empty ? "/add" : "/done"));
                }
                case ScriptStep.Review review -> {
                    if (target.isEmpty()) {
                        return answerLater(simulator.conversation(), journey);
                    }
                    return journey.openLaterSteps().stream()
                            .filter(later -> later.step().name().equals(target))
                            .findFirst()
                            .map(later -> new ConversationState(
                                    language,
                                    List.of(answerBefore(top, journey, target).withFocus(later.key(), NOW)),
                                    List.of(),
                                    1))
                            .orElse(null);
                }
                default -> {
                    return null;
                }
            }
        }
        return null;
    }

    private Session answerBefore(Session top, Journey journey, String target) {
        Session session = top;
        for (Journey.JourneyStep later : journey.openLaterSteps()) {
            if (later.step().name().equals(target)) {
                break;
            }
            session = answerLater(session, later);
        }
        return session;
    }

    private ConversationState answerLater(ConversationState conversation, Journey journey) {
        Session session = conversation.stack().getLast();
        for (Journey.JourneyStep later : journey.openLaterSteps()) {
            session = answerLater(session, later);
        }
        return new ConversationState(language, List.of(session), List.of(), conversation.sessions());
    }

    private Session answerLater(Session session, Journey.JourneyStep later) {
        ScriptStep.Question question = (ScriptStep.Question) later.step();
        Object value = sample(question, "");
        Object stored = value instanceof String text && question.options() == null ? parse(question, text) : value;
        return session.withAnswer(later.key(), new StoredAnswer(stored, null), NOW);
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

    private Object sample(ScriptStep.Question question, String target) {
        if (overrides.containsKey(question.name())) {
            return overrides.get(question.name());
        }
        String special = switch (question.name()) {
            case "route" -> MOBILE_QUESTIONS.contains(target) ? "mobile_number" : "static_ip";
            case "service" ->
                target.equals("equipment")
                        ? "whitelist_video_conf"
                        : CALL_CENTRE_QUESTIONS.contains(target) ? "whitelist_call_centre" : "vpn_registration";
            case "org_type" -> target.equals("official_letter") ? "embassy_mission" : "private_ltd";
            case "applicant_authority" -> target.equals("authority_letter") ? "authorised" : "owner_director";
            case "which" -> target.equals("product") ? "commercial" : "employer";
            case "wish", "wish_without" -> target.equals("sure_withdraw") ? "withdraw" : "erase";
            case "vpn_software" -> "OpenVPN";
            case "applicant_email" -> "ayesha@alif.example.pk";
            case "destination", "destinations" -> "vpn.example.com";
            case "website" -> "www.example.com";
            case "reference" -> "K7MP-4RTX-9X";
            case "pseb_expiry" -> "2027-06-30";
            case "pseb_number", "pseb_certificate_no" -> "PSEB-2231";
            case "engagement_to" -> "2026-10-01";
            case "landline" -> "042 35761999";
            default -> "";
        };
        if (!special.isEmpty()) {
            return special;
        }
        if (question.options() instanceof ScriptStep.Options.Fixed fixed
                && !question.type().isStrict()) {
            return question.type().typeName().equals("yes-no")
                    ? true
                    : fixed.values().getFirst();
        }
        String type = question.type().typeName();
        return FURTHER_SAMPLES.getOrDefault(type, SampleAnswers.BY_TYPE.getOrDefault(type, "x"));
    }
}
