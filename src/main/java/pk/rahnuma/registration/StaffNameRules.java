package pk.rahnuma.registration;

import pk.rahnuma.staff.StaffNames;

/// Names of staff, as history and audit log keep them.
public final class StaffNameRules {

    private StaffNameRules() {}

    /// @throws RuleViolationException when it is none, or one that history keeps for others
    public static String validateName(String typed) {
        return StaffNames.validateHistoryName(typed)
                .orElseThrow(() -> new RuleViolationException("staff_name", "most", StaffNames.MAX_LENGTH));
    }
}
