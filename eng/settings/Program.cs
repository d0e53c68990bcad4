using RingRift.SettingsReference;

if (args is not ["generate"])
{
    Console.Error.WriteLine($"usage: generate, in the root of the repository; writes {SettingsDocument.Path}");
    return 1;
}

File.WriteAllText(SettingsDocument.Path, SettingsDocument.Write());
return 0;
