using System.Globalization;
using RingRift.Files;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Doctor;

/// <summary>Whether the folders that are written can be, whose they are, and how much room they have.</summary>
internal static class FolderCheck
{
    private const long Least = 256L << 20;
    private const long Comfortable = 4L << 30;

    public static IEnumerable<Finding> Look(DirectoryInfo data) =>
    [
        .. Look("data folder", data.FullName, "choose another with --data, or change its rights"),
        .. Cache(),
        .. Look("temporary folder", Path.GetTempPath(), "set TMPDIR to a folder that can be written"),
        Stack(new StackFolder(data.FullName)),
    ];

    /// <summary>Looks at a folder, or at where it would be made.</summary>
    public static IEnumerable<Finding> Look(string name, string path, string mend)
    {
        var there = Nearest(path);
        if (File.Exists(there))
        {
            return [Finding.Fails(name, $"{path}: '{there}' is a file", mend)];
        }

        var made = there == path.TrimEnd(Path.DirectorySeparatorChar) ? path : $"{path}, to be made in {there}";
        return WhyNotWritable(there) is { } why
            ? [Finding.Fails(name, $"{made}: {Rights(there)}: {why}", mend)]
            : [Finding.Ok(name, $"{made}: writable, {Rights(there)}"), Room($"room of the {name}", there)];
    }

    /// <summary>Judges the bytes that are free where a folder is.</summary>
    public static Finding Room(string name, long free)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1L << 30):N1} GiB free");
        return free < Least ? Finding.Fails(name, value, "make room: a stack stops where nothing can be written")
            : free < Comfortable ? Finding.Warning(name, value, "make room: Azurite and the games of a run take gigabytes")
            : Finding.Ok(name, value);
    }

    private static Finding Room(string name, string folder)
    {
        try
        {
            return Room(name, new DriveInfo(folder).AvailableFreeSpace);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Finding.Warning(name, unknown.Message, "see for yourself how much is free");
        }
    }

    private static IEnumerable<Finding> Cache()
    {
        const string Name = "folder of programs";
        try
        {
            return Look(Name, PrivateFolder.OfUser(), "set HOME or XDG_DATA_HOME to a folder that can be written");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [Finding.Fails(Name, refused.Message, "set HOME or XDG_DATA_HOME to a folder of this user alone")];
        }
    }

    private static Finding Stack(StackFolder folder)
    {
        const string Name = "stack";
        try
        {
            // Asking for the lock of a folder that nothing ever ran in would make both.
            using var free = File.Exists(Path.Combine(folder.Root, "lock")) ? folder.TryLock() : Stream.Null;
            return free is not null
                ? Finding.Ok(Name, $"none runs in {folder.Root}")
                : Finding.Fails(
                    Name, $"one runs in {folder.Root}{(folder.Endpoints() is { } at ? $", functions at {at.Functions}" : string.Empty)}",
                    "look into it, or stop it, or choose another folder with --data");
        }
        catch (CommandException broken)
        {
            return Finding.Fails(Name, broken.Message, "mend the folder, or choose another with --data");
        }
    }

    private static string Nearest(string path)
    {
        var there = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        while (!Path.Exists(there) && Path.GetDirectoryName(there) is { } parent)
        {
            there = parent;
        }

        return there;
    }

    private static string? WhyNotWritable(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, $".{Path.GetRandomFileName()}");
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return null;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return refused.Message;
        }
    }

    private static string Rights(string folder) => OperatingSystem.IsWindows()
        ? "rights as Windows has them"
        : $"owner {UnixStatus.Of(folder, follow: true)?.Owner.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, mode {Convert.ToString((int)File.GetUnixFileMode(folder), 8)}";
}
