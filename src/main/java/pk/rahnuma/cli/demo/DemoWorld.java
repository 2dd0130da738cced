package pk.rahnuma.cli.demo;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import pk.rahnuma.conversation.BackdatedTurnService;
import pk.rahnuma.conversation.batch.IncomingMessage;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.ConversationInput;

/// State that all parts of the demo share.
///
/// @param numbers of sessions and updates, so that none occurs twice
record DemoWorld(
        ApplicationContext beans,
        DemoContent content,
        DemoRandom random,
        DemoPeople people,
        SimulatedTimeline timeline,
        AtomicInteger numbers) {

    <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    Instant now() {
        return timeline.now();
    }

    /// Request of an action, as a script sends it.
    <I extends Record> List<Action.Request<I>> request(
            DemoPeople.DemoPerson person, String script, String flow, Instant at, I arguments) {
        String session = "demo-" + numbers.incrementAndGet();
        return List.of(new Action.Request<>(
                person.conversation(), session, script, flow, false, person.language(), at, arguments));
    }

    /// Lets a person write to the bot.
    ///
    /// @param text or a button, which begins with `!`
    void say(DemoPeople.DemoPerson person, String text, Instant at) {
        bean(BackdatedTurnService.class)
                .processAt(List.of(new IncomingMessage(
                        person.chat().channel(),
                        person.chat().address(),
                        "demo " + numbers.incrementAndGet(),
                        text.startsWith("!") ? new ConversationInput.Tap(text, null) : new ConversationInput.Text(text),
                        person.language(),
                        at)));
    }
}
