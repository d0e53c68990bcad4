using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>
/// A question to a stack: its functions answer while it runs, for they know its settings; its storage answers when it is stopped.
/// </summary>
internal static class StackQuestion
{
    /// <exception cref="CommandException">Nothing was ever stored in the folder, or the stack is just starting or stopping.</exception>
    public static async Task<T> AskAsync<T>(
        DirectoryInfo data, Func<FunctionsClient, Task<T>> running, Func<StackStorage, Task<T>> stopped,
        CancellationToken cancellationToken)
    {
        var folder = new StackFolder(data.FullName);
        if (IsRunning(folder))
        {
            var endpoints = folder.Endpoints()
                ?? throw new CommandException($"--data '{folder.Root}': a stack is just starting or stopping in this folder; try again");
            using var functions = new FunctionsClient(endpoints.Functions, TimeProvider.System);
            return await running(functions).ConfigureAwait(false);
        }

        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            return await stopped(storage).ConfigureAwait(false);
        }
    }

    private static bool IsRunning(StackFolder folder)
    {
        if (!folder.HasStorage)
        {
            return false;
        }

        using var free = folder.TryLock();
        return free is null;
    }
}
