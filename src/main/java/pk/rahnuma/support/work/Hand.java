package pk.rahnuma.support.work;

import pk.rahnuma.support.Member;

/// Who does something to a ticket that belongs to one member of staff.
///
/// @param overOthers whether they may do it to tickets of others and of nobody too, as who distributes the work may
public record Hand(Member member, boolean overOthers) {

    /// Of somebody who may do it to their own tickets alone.
    public static Hand own(Member member) {
        return new Hand(member, false);
    }

    public String name() {
        return member.name();
    }
}
