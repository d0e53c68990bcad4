namespace RingRift.FunctionsRuntime.Declarations;

/// <summary>A function is declared in a way that cannot run. The message names the function and the rule.</summary>
public sealed class FunctionDeclarationException(string message) : InvalidOperationException(message);
