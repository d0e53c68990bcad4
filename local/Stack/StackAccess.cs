using RingRift.Local.Arguments;

namespace RingRift.Local.Stack;

/// <summary>One look into a stack's storage, or one change of it, running or stopped.</summary>
internal static class StackAccess
{
    /// <summary>Reads; a stopped stack's storage is started for as long as it takes.</summary>
    public static Task<T> ReadAsync<T>(DirectoryInfo data, Func<StackStorage, Task<T>> read, CancellationToken cancellationToken) =>
        ChangeAsync(data, needsFunctions: false, read, cancellationToken);

    /// <summary>Changes; what functions and workers have to do needs a running stack.</summary>
    /// <exception cref="CommandException">The stack is stopped, or a value breaks its rule.</exception>
    public static async Task<T> ChangeAsync<T>(
        DirectoryInfo data, bool needsFunctions, Func<StackStorage, Task<T>> change, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(new StackFolder(data.FullName), cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            if (needsFunctions && !storage.IsRunning)
            {
                throw new CommandException(
                    $"--data '{data.FullName}': the stack in this folder is stopped, and its functions and workers would have to do this; "
                    + "start it with 'ringrift train' and try again while it runs. Lists and dry runs work on a stopped stack");
            }

            try
            {
                return await change(storage).ConfigureAwait(false);
            }
            catch (ArgumentException wrong)
            {
                throw new CommandException(wrong.Message, wrong);
            }
        }
    }
}
