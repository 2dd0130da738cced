package pk.rahnuma.dialog.engine.fuzz;

import java.time.Duration;

/// One thing that happens on a [RandomConversation]. Numbers pick among what there is at that moment, so that every
/// list of strokes can be played, and a shorter one still can.
sealed interface RandomAction {

    /// Text of any kind.
    ///
    /// @param blind whether it was written before the last reply could be seen
    record Say(String text, boolean blind) implements RandomAction {}

    /// What a person who wants to get on would do here.
    record Answer(int pick) implements RandomAction {}

    /// A button of the last reply.
    record Press(int pick) implements RandomAction {}

    /// A button of any reply so far.
    record PressOld(int pick) implements RandomAction {}

    /// The data of a button, of this question or not, that was tampered with.
    record Forge(int pick, String value) implements RandomAction {}

    record Tap(String data) implements RandomAction {}

    record Send(String name, String mediaType, long size) implements RandomAction {}

    record Share(String phone, boolean own) implements RandomAction {}

    /// Another text for a message of before.
    record Edit(int pick, String text) implements RandomAction {}

    /// From now on calls wait for [Deliver], or do not.
    record Hold(boolean late) implements RandomAction {}

    /// The result of a waiting call.
    record Deliver(int pick) implements RandomAction {}

    /// A result that came before, or one with another hash.
    record DeliverAgain(int pick, boolean other) implements RandomAction {}

    record Wait(Duration time) implements RandomAction {}

    record Wake() implements RandomAction {}

    record Staff(String text) implements RandomAction {}
}
