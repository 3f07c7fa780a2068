package dev.cortex.achievement.settings;

import java.util.List;
import java.util.Optional;

/** A GitHub App: each of its installations is an account of its own, beside the tokens. */
public interface GitHubAppConfig {
    /** The App's id, or its client id. None: there is no App. */
    Optional<String> id();

    /** The numbers of the installations that pay. */
    Optional<List<String>> installations();

    /** Where the App's private key is, in PEM. */
    Optional<String> keyFile();
}
