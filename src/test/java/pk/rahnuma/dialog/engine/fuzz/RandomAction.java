package pk.rahnuma.dialog.engine.fuzz;

import java.time.Duration;

/// One event of a [RandomConversation]. Numbers select among the possibilities of that moment, so that every list of
/// actions can be played, and a shorter one too.
sealed interface RandomAction {

    /// Text of any kind.
    ///
    /// @param blind whether it was written before the last reply could be seen
    record Say(String text, boolean blind) implements RandomAction {}

    /// A likely answer of a person who wants to finish.
    record Answer(int pick) implements RandomAction {}

    /// A button of the last reply.
    record Press(int pick) implements RandomAction {}

    /// A button of any reply so far.
    record PressOld(int pick) implements RandomAction {}

    /// Manipulated data of a button, of this question or not.
    record Forge(int pick, String value) implements RandomAction {}

    record Tap(String data) implements RandomAction {}

    record Send(String name, String mediaType, long size) implements RandomAction {}

    record Share(String phone, boolean own) implements RandomAction {}

    /// Another text for an earlier message.
    record Edit(int pick, String text) implements RandomAction {}

    /// Makes calls wait for [Deliver], or not.
    record Hold(boolean late) implements RandomAction {}

    /// The result of a waiting call.
    record Deliver(int pick) implements RandomAction {}

    /// An earlier result again, or one with another hash.
    record DeliverAgain(int pick, boolean other) implements RandomAction {}

    record Wait(Duration time) implements RandomAction {}

    record Wake() implements RandomAction {}

    record Staff(String text) implements RandomAction {}
}
