package pk.rahnuma.register.importing;

import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.record.ImportedLine;

/// An entry of a list that could be read.
///
/// @param row in the file, counted from 1; the heading is the first
/// @param holder answers about the holder, by the names of `register-company.yaml`
record ListedEntry(int row, FormAnswers holder, ImportedLine line) {}
