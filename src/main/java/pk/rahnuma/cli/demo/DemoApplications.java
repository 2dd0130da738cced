package pk.rahnuma.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.document.DocumentService;
import pk.rahnuma.faq.ContentLoader;
import pk.rahnuma.person.GiveConsentAction;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.ProviderConfirmation;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ApplicationRepository;
import pk.rahnuma.registration.record.ApplicationTransitionService;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.ScriptNames;

/// Applications of the demo. Each company and each freelancer has one whose lines are in the register of mid-2024; the
/// 417 lines of the association belong to one more organisation. Some of the companies have a second application, for
/// further lines, in every other state; the first ones have many lines in mixed states there.
final class DemoApplications {

    /// Application that is submitted at its planned time.
    record SentApplication(
            DemoPeople.DemoPerson person, Script script, Map<String, Object> form, boolean hasDocuments) {}

    private final DemoWorld world;
    private final DemoRandom random;
    private final ScriptLibrary library;
    private final List<String> reviewers;
    private final String supervisor;
    private final List<SentApplication> registered = new ArrayList<>();
    private final List<SentApplication> others = new ArrayList<>();
    private final Map<SentApplication, Reference> references = new IdentityHashMap<>();
    private int approvals;

    DemoApplications(DemoWorld world, DemoSize size, List<String> reviewers, String supervisor) {
        this.world = world;
        this.random = world.random();
        this.library = world.bean(ContentLoader.class).scriptLibrary();
        this.reviewers = reviewers;
        this.supervisor = supervisor;
        createApplicants(size);
    }

    List<SentApplication> registeredApplications() {
        return registered;
    }

    /// Reference of an application; null before it is submitted.
    Reference referenceOf(SentApplication sent) {
        return references.get(sent);
    }

    private void createApplicants(DemoSize size) {
        DemoPeople people = world.people();
        List<DemoContent.Network> networks = world.content().networks();
        int inNetworks =
                networks.stream().mapToInt(DemoContent.Network::registered).sum();
        for (int lines : random.splitIntoParts(size.companies(), size.companyLines() - inNetworks)) {
            registered.add(createCompany(people.createPerson(), lines, false));
        }
        for (int lines : random.splitIntoParts(size.freelancers(), size.freelancerLines())) {
            DemoPeople.DemoPerson person = people.createPerson();
            boolean byNumber = lines == 1 && random.nextBoolean(0.4);
            Map<String, Object> form = people.fillForm(person, "freelancer", byNumber ? "by_number" : "by_address");
            if (!byNumber) {
                form.put("ips", people.createAddresses(lines));
            }
            registered.add(
                    new SentApplication(person, library.findCurrent(ScriptNames.REGISTER_INDIVIDUAL), form, false));
        }
        SentApplication association = createCompany(people.createPerson(), size.associationLines(), false);
        association.form().put("org_type", "ngo");
        association.form().put("legal_name", "Association of Software Houses (demo)");
        association.form().remove("secp_number");
        registered.add(association);
        for (int i = 0; i < size.pending(); i++) {
            DemoPeople.DemoPerson person = registered.get(i % size.companies()).person();
            others.add(
                    i < networks.size()
                            ? createCompany(
                                    person,
                                    people.createNetwork(person, networks.get(i).lines()),
                                    true)
                            : createCompany(person, 1 + random.nextInt(6), true));
        }
    }

    private SentApplication createCompany(DemoPeople.DemoPerson person, int lines, boolean hasDocuments) {
        return createCompany(person, world.people().createConnections(person, lines), hasDocuments);
    }

    private SentApplication createCompany(
            DemoPeople.DemoPerson person, List<Map<String, Object>> connections, boolean hasDocuments) {
        Map<String, Object> form = world.people().fillForm(person, "company");
        form.put(FormAnswers.CONNECTIONS, connections);
        return new SentApplication(person, library.findCurrent(ScriptNames.REGISTER_COMPANY), form, hasDocuments);
    }

    /// Plans the lives of all applications; one in some hundreds is suspended, and one has a pending change.
    void planApplications(DemoSize size) {
        List<DemoContent.Life> usual = DemoContent.Life.expand(world.content().registered());
        List<DemoContent.Life> rare = world.content().rare();
        int cycle = Math.max(10, size.companies() / 8);
        for (int i = 0; i < registered.size(); i++) {
            int turn = i % cycle;
            planApplication(registered.get(i), turn < rare.size() ? rare.get(turn) : random.pickOne(usual));
        }
        List<DemoContent.Network> networks = world.content().networks();
        List<DemoContent.Life> all = DemoContent.Life.expand(world.content().others());
        for (int i = 0; i < others.size(); i++) {
            int other = i - networks.size();
            planApplication(others.get(i), other < 0 ? networks.get(i).life() : all.get(other % all.size()));
        }
    }

    private void planApplication(SentApplication sent, DemoContent.Life life) {
        Instant at =
                random.wakingTimeBefore(world.now(), Duration.ofHours(life.days() / 5), Duration.ofDays(life.days()));
        List<DemoStep> steps = DemoContent.splitWords(life.steps()).stream()
                .map(DemoStep::parseText)
                .toList();
        List<Instant> times = new ArrayList<>();
        for (DemoStep step : steps.reversed()) {
            at = step.isByStaff() ? random.workingTimeBefore(at) : at;
            times.addFirst(at);
            at = at.minus(timeBefore(step));
        }
        Instant submitted =
                times.isEmpty() ? at : random.wakingTimeBefore(at, Duration.ofMinutes(20), Duration.ofHours(6));
        world.timeline().addEvent(submitted, now -> submitApplication(sent, now));
        for (int i = 0; i < times.size(); i++) {
            DemoStep step = steps.get(i);
            world.timeline().addEvent(times.get(i), now -> takeStep(sent, step, now));
        }
    }

    /// Time that an application waits before a step.
    private Duration timeBefore(DemoStep step) {
        return switch (step.act()) {
            case LAPSE -> Duration.ofDays(10).plusMinutes(5);
            case CONFIRM ->
                random.durationBetween(Duration.ofHours(4), Duration.ofHours(random.nextBoolean(0.15) ? 110 : 50));
            case RECEIVE -> random.durationBetween(Duration.ofHours(2), Duration.ofDays(4));
            case SUSPEND, REVOKE, PAUSE, END, EXPIRE ->
                step.lines().isEmpty()
                        ? random.durationBetween(Duration.ofDays(3), Duration.ofDays(30))
                        : random.durationBetween(Duration.ofHours(1), Duration.ofHours(9));
            default ->
                random.durationBetween(Duration.ofMinutes(10), Duration.ofHours(random.nextBoolean(0.06) ? 22 : 3));
        };
    }

    private void submitApplication(SentApplication sent, Instant now) {
        executeAction(GiveConsentAction.class, sent, now, new GiveConsentAction.In(true));
        if (sent.hasDocuments()) {
            new DemoDocuments(world.bean(DocumentService.class))
                    .addDocuments(sent.form(), sent.person().conversation(), now);
        }
        var forCompany = new SubmitOrganisationApplicationAction.In("", sent.form());
        var forPerson = new SubmitApplicationAction.In(sent.form());
        String reference = sent.script().name().equals(ScriptNames.REGISTER_COMPANY)
                ? executeAction(SubmitOrganisationApplicationAction.class, sent, now, forCompany)
                        .reference()
                : executeAction(SubmitApplicationAction.class, sent, now, forPerson)
                        .reference();
        references.put(sent, Reference.parseText(reference).orElseThrow());
    }

    private <I extends Record, O extends Record> O executeAction(
            Class<? extends Action.Mutation<I, O>> action, SentApplication sent, Instant now, I arguments) {
        Script script = sent.script();
        return world.bean(action)
                .executeAll(world.request(sent.person(), script.name(), script.flow(), now, arguments))
                .getFirst();
    }

    private void takeStep(SentApplication sent, DemoStep step, Instant now) {
        if (step.act() == LineTransition.CHANGE) {
            executeAction(RequestChangeAction.class, sent, now, createChange(sent, step));
        } else if (step.isByStaff()) {
            takeDecision(sent, step, now);
        } else {
            Application application = world.bean(ApplicationRepository.class)
                    .findApplication(referenceOf(sent))
                    .orElseThrow();
            TransitionActor actor = step.act() == LineTransition.LAPSE || step.act() == LineTransition.EXPIRE
                    ? TransitionActor.CLOCK
                    : TransitionActor.APPLICANT;
            ApplicationDecision decision = new ApplicationDecision(step.act()).aboutLines(step.lines());
            ApplicationTransitionService transitions = world.bean(ApplicationTransitionService.class);
            transitions.recordTransition(
                    application,
                    transitions.selectLines(application, decision, actor, now),
                    decision,
                    actor,
                    null,
                    now);
        }
    }

    /// Another address for a line of its own; without one, another subscriber id for the first line.
    private RequestChangeAction.In createChange(SentApplication sent, DemoStep step) {
        String line = "";
        Map<String, Object> changed;
        if (step.lines().isEmpty()) {
            FormAnswers answers = new FormAnswers(sent.form());
            Map<String, Object> first =
                    new HashMap<>(answers.lineAnswers().getFirst().values());
            first.put(FormAnswers.SUBSCRIBER_ID, "88-2041-77");
            changed = answers.isOfOrganisation() ? Map.of(FormAnswers.CONNECTIONS, List.of(first)) : first;
        } else {
            line = step.lines().iterator().next().toString();
            changed = Map.of(FormAnswers.LINE_ADDRESSES, world.people().createAddresses(2));
        }
        return new RequestChangeAction.In(referenceOf(sent).toGroupedText(), line, ChangeKind.MOVE.toWord(), changed);
    }

    /// Takes a decision. Where the operator requires two people, the supervisor confirms the proposal of a reviewer.
    private void takeDecision(SentApplication sent, DemoStep step, Instant now) {
        LineTransition act = step.act();
        // A document that cannot be read is named.
        List<String> fields = act == LineTransition.ASK && step.reasons().contains(DecisionReason.DOCUMENT_UNREADABLE)
                ? List.of("id_back")
                : List.of();
        String note = act == LineTransition.ASK && !step.lines().isEmpty()
                ? world.content().askNote().get(sent.person().language())
                : null;
        String authority = act == LineTransition.APPROVE ? "DEMO-%06d".formatted(++approvals) : null;
        LocalDate until = step.days() == 0 ? null : WorkingCalendar.dayOf(now).plusDays(step.days());
        ProviderConfirmation said = act == LineTransition.CONFIRM
                ? new ProviderConfirmation(WorkingCalendar.dayOf(now), "Network operations")
                : null;
        ApplicationDecisionService decisions = world.bean(ApplicationDecisionService.class);
        ApplicationDecisionService.DecisionOutcome outcome = decisions.decide(
                referenceOf(sent),
                new ApplicationDecision(
                        act, step.lines(), step.reasons(), note, authority, fields, new LineTerm(null, until), said),
                random.pickOne(reviewers),
                now);
        if (outcome.waits()) {
            String id =
                    decisions.findProposal(outcome.application()).orElseThrow().id();
            decisions.confirmProposal(referenceOf(sent), id, supervisor, now);
        }
    }
}
