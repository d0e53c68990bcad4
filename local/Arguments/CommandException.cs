namespace RingRift.Local.Arguments;

/// <summary>Something the user can mend: printed without a stack, exit code 1.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
