namespace RingRift.Files;

/// <summary>
/// Folders of programs and libraries that are run from where they were put. Whoever can write there decides what is run, so that they must
/// be this user's alone.
/// </summary>
public static class PrivateFolder
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>
    /// The folder that all programs of this user share: below the user's application data, or in the temporary folder where the user has no
    /// home that can be written.
    /// </summary>
    /// <exception cref="PrivateFolderException">It is there and not this user's alone.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Making it is not permitted.</exception>
    public static string OfUser() =>
        OfUser(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            Path.GetTempPath());

    /// <summary>The same for a user with other folders.</summary>
    /// <param name="data">Of the user's application data; empty for none.</param>
    /// <param name="temporary">Of temporary files, which may be everybody's.</param>
    internal static string OfUser(string data, string temporary)
    {
        if (Path.IsPathFullyQualified(data) && TryMake(Path.Combine(data, "ringrift")) is { } atHome)
        {
            return atHome;
        }

        var user = OperatingSystem.IsWindows() ? Environment.UserName : $"{UnixStatus.CurrentUser}";
        return Require(Path.Combine(temporary, $"ringrift-{user}"));
    }

    /// <summary>Makes a folder that only this user may look into and write, or makes sure that it is one.</summary>
    /// <returns>The folder.</returns>
    /// <exception cref="PrivateFolderException">It is there and belongs to another user, is a link, or can be written by
    /// others.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">Making it is not permitted.</exception>
    public static string Require(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path).FullName;
        }

        var folder = Directory.CreateDirectory(path, Own);
        if (folder.LinkTarget is { } target)
        {
            throw Refused(path, $"is a link to '{target}'");
        }

        if (UnixStatus.Of(path, follow: false) is { } status && status.Owner != UnixStatus.CurrentUser)
        {
            throw Refused(path, $"belongs to user {status.Owner}, and this is user {UnixStatus.CurrentUser}");
        }

        var mode = folder.UnixFileMode;
        if ((mode & OthersWrite) != 0)
        {
            throw Refused(path, $"can be written by others (mode {Convert.ToString((int)mode, 8)})");
        }

        if (mode != Own)
        {
            // Others could look into it, and nothing more.
            folder.UnixFileMode = Own;
        }

        return folder.FullName;
    }

    private static string? TryMake(string path)
    {
        try
        {
            return Require(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not PrivateFolderException))
        {
            // A service account's home often is not there.
            return null;
        }
    }

    private static PrivateFolderException Refused(string path, string why) => new(
        $"'{path}' {why}, and programs are run from it: it must be a folder of this user alone. Delete it, or set HOME or XDG_DATA_HOME so that another is used");
}

/// <summary>A folder that programs are run from is not this user's alone.</summary>
/// <param name="message">Which folder, what is wrong with it and what to do.</param>
public sealed class PrivateFolderException(string message) : IOException(message);
