using System.CommandLine;
using RingRift.Emulators.Storage;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;
using RingRift.Learning.Inference;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary>Runs a command's action and turns the errors a user can mend into one line and an exit code.</summary>
internal static class CommandActions
{
    /// <summary>Exit code of a command stopped by Ctrl-C or SIGTERM, the shells' 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    public static void SetGuardedAction(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(
            (parse, cancellationToken) => GuardAsync(
                () => action(parse, cancellationToken), parse.InvocationConfiguration.Error, cancellationToken));

    private static async Task<int> GuardAsync(Func<Task<int>> action, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception exception) when (IsForUsers(exception))
        {
            await errors.WriteLineAsync($"error: {exception.Message}").ConfigureAwait(false);
            return 1;
        }
        catch (Exception exception) when (StackFault.Describe(exception) is { } fault)
        {
            await errors.WriteLineAsync($"error: {fault}").ConfigureAwait(false);
            return 1;
        }
    }

    public static bool IsForUsers(Exception exception) => exception
        is CommandException
        or UnreadableRecordException
        or AzuriteException
        or InferenceException
        or ArtifactMissingException
        or ArtifactCorruptException
        or HttpRequestException
        or IOException
        or UnauthorizedAccessException;
}
