namespace RingRift.Emulators.Storage;

/// <summary>Azurite could not be installed or started. The message says what is missing and what to do.</summary>
/// <param name="message">What went wrong, with the tool's own last words where it had any.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class AzuriteException(string message, Exception? inner = null) : Exception(message, inner);
