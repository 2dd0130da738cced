package pk.rahnuma.registration;

import pk.rahnuma.staff.StaffNames;

/// Rules for names of staff in history and audit log.
public final class StaffNameRules {

    private StaffNameRules() {}

    /// Returns the name without outer spaces.
    ///
    /// @throws RuleViolationException when it is not valid, or reserved for another party
    public static String validateName(String typed) {
        return StaffNames.validateHistoryName(typed)
                .orElseThrow(() -> new RuleViolationException("staff_name", "most", StaffNames.MAX_LENGTH));
    }
}
