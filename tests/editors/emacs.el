;;; emacs.el --- Tries charter-mode: FILE FOLDER  -*- lexical-binding: t; -*-

(require 'bytecomp)
(require 'cl-lib)

(defun hold (yes &rest words)
  "Fail with WORDS unless YES."
  (unless yes (error "%s" (apply #'format words))))

(defun text-of (file)
  (with-temp-buffer (insert-file-contents file) (buffer-string)))

(defun open-charter (file text)
  "Have TEXT in the current buffer as if it were that of FILE."
  (insert text)
  (let ((buffer-file-name file)) (set-auto-mode))
  (hold (eq major-mode 'charter-mode) "%s is in %s" file major-mode)
  (font-lock-ensure))

(defun hold-indentation (file)
  "Take all indentation from FILE: the mode has to find it again."
  (let ((text (text-of file)))
    (with-temp-buffer
      (open-charter file (replace-regexp-in-string "^ +" "" text))
      (let ((inhibit-message t)) (indent-region (point-min) (point-max)))
      (hold (equal text (buffer-string)) "%s is indented otherwise:\n%s" file (buffer-string)))))

(defun hold-face (word face)
  "WORD, where it first stands in the current buffer, has FACE."
  (goto-char (point-min))
  (search-forward word)
  (let ((is (get-text-property (match-beginning 0) 'face)))
    (hold (eq is face) "`%s' has the face %s and not %s" word is face)))

(defun hold-faces ()
  (with-temp-buffer
    (open-charter "a.charter" "seat vp \"Vice # president\" { # why
  reports-to  cadence-owner  # to whom
  holder \"M\" since 2026-01-01
  note \"\"\"
  Say \"no\", cadence, 5 days
  \"\"\"
  retired 2026-02-02 because \"Done\"
}
")
    (hold-face "seat" 'font-lock-keyword-face)
    (hold-face "vp" 'font-lock-type-face)
    (hold-face "# president" 'font-lock-string-face)
    (hold-face "why" 'font-lock-comment-face)
    (hold-face "reports-to" 'font-lock-property-name-face)
    (hold-face "cadence-owner" nil)
    (hold-face "since" 'font-lock-keyword-face)
    (hold-face "2026-01-01" 'font-lock-number-face)
    (hold-face "cadence," 'font-lock-string-face)
    (hold-face "retired" 'font-lock-property-name-face)
    (hold-face "because" 'font-lock-keyword-face))
  (with-temp-buffer
    (open-charter "b.charter" "raise dip on 2026-10-02 {
  trigger  cadence.by
  by       vp
}

record q4 {
  charter  forum
  bet      cache revised
}

transition cpo {
  from      \"A\"
  to        \"B\"
  redecide  forum in q4
}
")
    (dolist (word '("raise" "record" "transition"))
      (hold-face word 'font-lock-keyword-face))
    (hold-face "on 2026" 'font-lock-keyword-face)
    (dolist (word '("trigger" "by  " "charter" "bet" "from" "to  " "redecide"))
      (hold-face word 'font-lock-property-name-face))
    (hold-face "cadence.by" nil)
    (hold-face "revised" 'font-lock-constant-face)
    (hold-face "in q4" 'font-lock-keyword-face)))

(defun hold-imenu ()
  (with-temp-buffer
    (open-charter "a.charter" "seat vp {\n}\n\nrecord q4 on 2026-10-13 {\n}\n")
    (let ((outline (imenu--make-index-alist)))
      (hold (assoc "vp" (cdr (assoc "Seat" outline))) "no outline")
      (hold (assoc "q4" (cdr (assoc "Record" outline))) "no records in the outline"))))

(let ((file (pop command-line-args-left))
      (folder (pop command-line-args-left))
      (byte-compile-error-on-warn t))
  (hold (byte-compile-file file) "%s does not compile" file)
  (load (concat file "c") nil t)
  (hold-faces)
  (hold-imenu)
  (let ((program (cdr (assq 'charter-mode eglot-server-programs))))
    (hold (equal (funcall program) '("charter" "lsp")) "Eglot starts something else"))
  (mapc #'hold-indentation (directory-files-recursively folder "\\.charter\\'")))
