package pk.rahnuma.web;

import pk.rahnuma.shared.ScriptNames;

/// An answer that was given on the pages of the check.
///
/// @param question name
/// @param value name of the option
/// @param before query with the answers before it, with which it is given again; empty for the first
public record GivenAnswer(String question, String value, String before) {

    /// Key of the texts of the question.
    public String texts() {
        return ScriptNames.ELIGIBILITY + "." + question;
    }
}
