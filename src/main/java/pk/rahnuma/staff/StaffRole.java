package pk.rahnuma.staff;

import static pk.rahnuma.staff.StaffPermission.ANSWER_TICKETS;
import static pk.rahnuma.staff.StaffPermission.APPROVE_SECOND;
import static pk.rahnuma.staff.StaffPermission.ASSIGN_OTHERS;
import static pk.rahnuma.staff.StaffPermission.DECIDE;
import static pk.rahnuma.staff.StaffPermission.EDIT_CALENDAR;
import static pk.rahnuma.staff.StaffPermission.EDIT_CANNED;
import static pk.rahnuma.staff.StaffPermission.EXPORT;
import static pk.rahnuma.staff.StaffPermission.MANAGE_LETTERS;
import static pk.rahnuma.staff.StaffPermission.MANAGE_STAFF;
import static pk.rahnuma.staff.StaffPermission.READ_APPLICATIONS;
import static pk.rahnuma.staff.StaffPermission.READ_AUDIT;
import static pk.rahnuma.staff.StaffPermission.READ_DOCUMENTS;
import static pk.rahnuma.staff.StaffPermission.READ_STAFF;
import static pk.rahnuma.staff.StaffPermission.READ_TICKETS;
import static pk.rahnuma.staff.StaffPermission.REVEAL;
import static pk.rahnuma.staff.StaffPermission.SEE_CHARTS;
import static pk.rahnuma.staff.StaffPermission.SET_BANNER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Role of a member of staff. An account has one role or several, and the permissions of all of them. Each of the first
/// three includes the permissions of the one before; an administrator manages accounts and decides nothing; an auditor
/// reads, changes nothing, and has no other role.
public enum StaffRole {
    AGENT(null, READ_TICKETS, ANSWER_TICKETS, READ_APPLICATIONS, READ_DOCUMENTS),
    REVIEWER(AGENT, REVEAL, DECIDE),
    SUPERVISOR(
            REVIEWER,
            APPROVE_SECOND,
            ASSIGN_OTHERS,
            EDIT_CANNED,
            EDIT_CALENDAR,
            SET_BANNER,
            MANAGE_LETTERS,
            SEE_CHARTS,
            EXPORT,
            READ_STAFF),
    ADMINISTRATOR(null, MANAGE_STAFF, READ_STAFF, READ_AUDIT, EXPORT, EDIT_CALENDAR, SET_BANNER),
    AUDITOR(null, READ_TICKETS, READ_APPLICATIONS, SEE_CHARTS, EXPORT, READ_STAFF, READ_AUDIT);

    private final Set<StaffPermission> rights;

    StaffRole(StaffRole before, StaffPermission... more) {
        EnumSet<StaffPermission> all = EnumSet.noneOf(StaffPermission.class);
        if (before != null) {
            all.addAll(before.rights);
        }
        Collections.addAll(all, more);
        this.rights = Collections.unmodifiableSet(all);
    }

    public boolean hasPermission(StaffPermission right) {
        return rights.contains(right);
    }

    /// Checks a set of roles.
    ///
    /// @throws StaffException when an account cannot have these together
    public static void validateRoles(Set<StaffRole> roles) {
        if (roles.isEmpty()) {
            throw new StaffException(StaffException.Reason.NO_ROLE);
        }
        if (roles.contains(AUDITOR) && roles.size() > 1) {
            throw new StaffException(StaffException.Reason.AUDITOR_ALONE);
        }
    }
}
