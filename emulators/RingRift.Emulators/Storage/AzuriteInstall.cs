using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RingRift.Files;

namespace RingRift.Emulators.Storage;

/// <summary>
/// The locked Azurite in a folder named by the hash of its lock file: installed once, shared by all programs of a user, replaced by a new
/// folder when the lock file changes. The folder is the user's alone, npm checks each package against the lock file, and the guard runs no
/// file whose hash is not the one that was recorded then.
/// </summary>
public sealed partial class AzuriteInstall(string workFolder, ILogger logger)
{
    private const string Manifest = "package.json";
    private const string LockFile = "package-lock.json";
    private const string Guard = "guard.js";
    private const string Packages = "node_modules";

    // Counted up when the folder holds something else than before, since programs of several builds may run side by side.
    private const byte Layout = 2;

    // The hashes of the files that can be run, which the guard checks. Written last: a folder without it holds an installation that was
    // cut off.
    private const string Record = "installed.sha256";

    /// <summary>The install folder of this build's lock file.</summary>
    public string Folder { get; } = Path.Combine(workFolder, ContentName());

    /// <summary>The script that runs Azurite and ends with its parent.</summary>
    public string GuardScript => Path.Combine(Folder, Guard);

    /// <summary>Azurite's entry script.</summary>
    public string EntryScript => Path.Combine(Folder, Packages, "azurite", "dist", "src", "azurite.js");

    /// <summary>The installation in a folder; null for the one that this user's programs share.</summary>
    /// <exception cref="AzuriteException">The shared folder is not this user's alone, or cannot be made.</exception>
    public static AzuriteInstall In(string? workFolder, ILogger logger)
    {
        try
        {
            return new AzuriteInstall(workFolder ?? Path.Combine(PrivateFolder.OfUser(), "azurite"), logger);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new AzuriteException($"Azurite has no folder to be installed in: {refused.Message}", refused);
        }
    }

    /// <summary>Whether it is there already, so that npm is not needed.</summary>
    public bool IsComplete => File.Exists(Path.Combine(Folder, Record)) && File.Exists(EntryScript);

    /// <summary>Installs the missing parts; two processes never install at once.</summary>
    /// <exception cref="AzuriteException">npm is missing or failed, or the folder is not this user's alone.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        RequirePrivate();
        using var held = await FileLock.TakeAsync(Folder + ".lock", cancellationToken);
        Unpack(Guard);
        if (IsComplete)
        {
            return;
        }
        Unpack(Manifest);
        Unpack(LockFile);
        LogInstalling(logger, Folder);
        await RunNpmAsync(cancellationToken);
        AtomicFile.Write(Path.Combine(Folder, Record), Encoding.UTF8.GetBytes(Hashes()));
    }

    /// <summary>The files that Node.js can run, a line each: hash and path.</summary>
    private string Hashes()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Folder, Packages), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".js" or ".cjs" or ".mjs" or ".json" or ".node" or ".wasm")
            .AsParallel()
            .Select(file => $"{Hash(file)} {Path.GetRelativePath(Folder, file).Replace('\\', '/')}");
        return string.Join('\n', lines);
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private void RequirePrivate()
    {
        try
        {
            PrivateFolder.Require(workFolder);
            PrivateFolder.Require(Folder);
        }
        catch (PrivateFolderException refused)
        {
            throw new AzuriteException($"Azurite is not installed or run: {refused.Message}", refused);
        }
    }

    private async Task RunNpmAsync(CancellationToken cancellationToken)
    {
        // Azurite's manifest asks for a newer Node than its code needs, so the engines check stays a warning whatever the user's settings.
        // No package it uses needs an install script to run.
        string[] arguments =
            ["ci", "--omit=dev", "--no-audit", "--no-fund", "--ignore-scripts", "--engine-strict=false", "--loglevel=error"];
        var result = await CommandLine.RunAsync(NodeRuntime.Npm, arguments, Folder, cancellationToken)
            ?? throw new AzuriteException(
                "npm installs the storage emulator on first use, and none is on the PATH. It comes with Node.js.");
        if (result.ExitCode != 0 || !File.Exists(EntryScript))
        {
            throw new AzuriteException($"'npm ci' in {Folder} ended with exit code {result.ExitCode}: {Tail(result.Said)}");
        }
    }

    private void Unpack(string name)
    {
        var content = Read(name);
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            AtomicFile.Write(path, content);
        }
    }

    private static string ContentName()
    {
        var hash = SHA256.HashData([.. Read(Manifest), .. Read(LockFile), Layout]);
        return Convert.ToHexStringLower(hash.AsSpan(0, 8));
    }

    private static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"azurite/{name}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string Tail(string text) => text.Length <= 2000 ? text : text[^2000..];

    [LoggerMessage(1, LogLevel.Information, "Installing Azurite with npm into {Folder}; this happens once")]
    private static partial void LogInstalling(ILogger logger, string folder);
}
